namespace LeadDashboard.Core.Leads;

/// <summary>Texts of a lead that are longer than the database keeps.</summary>
public static class LeadTexts
{
    /// <summary>
    /// Cuts what is longer than <see cref="TextLengths.Field"/>; the whole text goes to the end of the notes, so that
    /// nothing is lost.
    /// </summary>
    public static void Fit(Lead lead)
    {
        lead.Name = Fit(lead, nameof(Lead.Name), lead.Name) ?? "";
        lead.Email = Fit(lead, nameof(Lead.Email), lead.Email);
        lead.Phone = Fit(lead, nameof(Lead.Phone), lead.Phone);
        lead.Company = Fit(lead, nameof(Lead.Company), lead.Company);
        lead.Title = Fit(lead, nameof(Lead.Title), lead.Title);
        lead.Industry = Fit(lead, nameof(Lead.Industry), lead.Industry);
        lead.CompanySize = Fit(lead, nameof(Lead.CompanySize), lead.CompanySize);
        lead.Country = Fit(lead, nameof(Lead.Country), lead.Country);
        lead.City = Fit(lead, nameof(Lead.City), lead.City);
        lead.Source = Fit(lead, nameof(Lead.Source), lead.Source);
        lead.Product = Fit(lead, nameof(Lead.Product), lead.Product);
        lead.OwnerText = Fit(lead, nameof(Lead.OwnerText), lead.OwnerText);
        lead.LossReason = Fit(lead, nameof(Lead.LossReason), lead.LossReason, TextLengths.Sentence);
    }

    private static string? Fit(Lead lead, string field, string? text, int length = TextLengths.Field)
    {
        if (text is null || text.Length <= length)
        {
            return text;
        }

        var note = $"{field}: {text}";
        lead.Notes = string.IsNullOrEmpty(lead.Notes) ? note : lead.Notes + "\n" + note;
        return TextLengths.Cut(text, length);
    }
}
