namespace LeadDashboard.Core.Leads;

/// <summary>
/// Addresses of an office, not of a person: everybody of a company may write as info@ or sales@. They say whom to
/// reach, not who somebody is.
/// </summary>
public static class SharedMailbox
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "info", "infos", "information", "informacion", "informazioni", "sales", "contact", "contacts", "contactus",
        "office", "mail", "email", "post", "hello", "hallo", "bonjour", "team", "admin", "administration",
        "administrator", "enquiries", "enquiry", "inquiries", "inquiry", "general", "marketing", "press", "presse",
        "media", "billing", "accounts", "accounting", "finance", "invoice", "invoices", "purchasing", "procurement",
        "orders", "order", "support", "service", "services", "help", "helpdesk", "customerservice", "customercare",
        "kundenservice", "hr", "jobs", "career", "careers", "reception", "secretary", "business", "company", "shop",
        "store", "booking", "bookings", "reservations", "export", "international", "newsletter", "webmaster",
        "postmaster", "noreply", "no-reply", "donotreply", "kontakt", "vertrieb", "verkauf", "einkauf", "buchhaltung",
        "rechnung", "rechnungen", "bestellung", "bewerbung", "personal", "empfang", "sekretariat", "zentrale",
        "verwaltung", "accueil", "secretariat", "commercial", "direction", "ventes", "compta", "contacto", "contato",
        "contatto", "contatti", "ventas", "vendas", "vendite", "comercial", "commerciale", "administracion",
        "amministrazione", "segreteria", "ufficio", "verkoop", "inkoop", "receptie", "klantenservice",
    };

    /// <param name="email">In its normal form.</param>
    public static bool Is(string? email) =>
        email?.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && Names.Contains(email[..at]);
}
