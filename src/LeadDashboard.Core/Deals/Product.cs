using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Deals;

/// <summary>Something that is sold.</summary>
public sealed class Product : IImported
{
    public int Id { get; set; }

    /// <summary>
    /// Unique: the article number where there is one, else the name. Set by <see cref="Products.Rekey"/>.
    /// </summary>
    public string ProductKey { get; set; } = "";

    /// <summary>The name as it is compared; several products with article numbers may share one.</summary>
    public string NameKey { get; set; } = "";
    public string Name { get; set; } = "";

    /// <summary>The company's own article number.</summary>
    public string? Sku { get; set; }
    public string? Category { get; set; }

    /// <summary>List price of one piece, 0 or more.</summary>
    public decimal? PriceAmount { get; set; }

    /// <summary>What one piece costs the company, 0 or more.</summary>
    public decimal? UnitCostAmount { get; set; }

    /// <summary>Pieces in stock, or how many can be delivered; null = no limit is known.</summary>
    public decimal? StockQuantity { get; set; }
    public bool IsActive { get; set; } = true;

    /// <summary>The import that brought the product; null = created by hand.</summary>
    public int? ImportBatchId { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}

/// <summary>What makes two rows the same product.</summary>
public static class Products
{
    private const int MaxKeyLength = 190;

    /// <summary>Sets the keys by article number and name; compared without case, accents and double blanks.</summary>
    /// <exception cref="ArgumentException">The product has neither.</exception>
    public static void Rekey(Product product)
    {
        product.NameKey = ByName(product.Name);
        product.ProductKey =
            !string.IsNullOrWhiteSpace(product.Sku) ? BySku(product.Sku)
            : !string.IsNullOrWhiteSpace(product.Name) ? "name:" + product.NameKey
            : throw new ArgumentException(
                "A product needs an article number or a name; both are empty.",
                nameof(product)
            );
    }

    public static string BySku(string sku) => Limit("sku:" + NormalForms.Fold(sku));

    public static string ByName(string name) => Limit(NormalForms.Fold(name));

    private static string Limit(string key) => key.Length <= MaxKeyLength ? key : key[..MaxKeyLength];
}
