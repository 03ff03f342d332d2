using LeadDashboard.Core.Deals;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>The product that a row means, or how many fit.</summary>
internal readonly record struct ProductMatch(Product? Product, int Count);

/// <summary>Products of a chunk of rows, by article number, else by name.</summary>
internal sealed class ProductLookup
{
    private readonly Dictionary<string, Product> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Product>> _byName = new(StringComparer.Ordinal);

    /// <summary>Reads the products that the rows may mean, and forgets those of the chunk before.</summary>
    /// <param name="texts">Article numbers and names.</param>
    public async Task LoadAsync(LeadContext database, IEnumerable<string?> texts, CancellationToken cancellationToken)
    {
        _byKey.Clear();
        _byName.Clear();
        var wanted = texts
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .Select(text => text!)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var keys = wanted.Select(Products.BySku).Distinct(StringComparer.Ordinal).ToArray();
        var names = wanted.Select(Products.ByName).Distinct(StringComparer.Ordinal).ToArray();
        foreach (
            var product in await database
                .Products.AsNoTracking()
                .Where(product =>
                    EF.Parameter(keys).Contains(product.ProductKey) || EF.Parameter(names).Contains(product.NameKey)
                )
                .OrderBy(product => product.Id)
                .ToListAsync(cancellationToken)
        )
        {
            Add(product);
        }
    }

    /// <summary>A product that a row of this chunk creates: later rows may mean it.</summary>
    public void Add(Product product)
    {
        _byKey[product.ProductKey] = product;
        if (product.NameKey.Length == 0)
        {
            return;
        }

        if (!_byName.TryGetValue(product.NameKey, out var same))
        {
            _byName[product.NameKey] = same = [];
        }

        if (!same.Contains(product))
        {
            same.Add(product);
        }
    }

    /// <summary>
    /// A row with an article number means the product of that number, or one of its name that has none yet; a row
    /// without means the only one of its name.
    /// </summary>
    public ProductMatch Find(string? sku, string? name)
    {
        if (sku is not null && _byKey.GetValueOrDefault(Products.BySku(sku)) is { } known)
        {
            return new ProductMatch(known, 1);
        }

        var same = name is null ? [] : _byName.GetValueOrDefault(Products.ByName(name)) ?? [];
        var unnumbered = same.Find(product => product.Sku is null);
        return unnumbered is not null ? new ProductMatch(unnumbered, 1)
            : sku is not null || same.Count == 0 ? new ProductMatch(null, 0)
            : new ProductMatch(same.Count == 1 ? same[0] : null, same.Count);
    }

    /// <summary>Creates the products that nobody knows; a trial gives them ids that no product has.</summary>
    /// <param name="texts">Article numbers or names that rows mean; null = a row without.</param>
    public async Task AddMissingAsync(
        LeadContext database,
        IEnumerable<string?> texts,
        RowWork work,
        CancellationToken cancellationToken
    )
    {
        var added = new List<Product>();
        foreach (var text in texts.OfType<string>().Where(text => Find(text).Count == 0))
        {
            // Ids of a trial tell two new ones apart.
            var product = new Product
            {
                Id = work.IsTrial ? -1 - added.Count : 0,
                Name = text,
                ImportBatchId = work.BatchId,
            };
            Products.Rekey(product);
            Add(product);
            added.Add(product);
        }

        if (added.Count > 0 && !work.IsTrial)
        {
            database.Products.AddRange(added);
            await database.SaveChangesAsync(cancellationToken);
            database.ChangeTracker.Clear();
        }
    }

    /// <summary>A cell that holds an article number or a name.</summary>
    public ProductMatch Find(string text) =>
        _byKey.GetValueOrDefault(Products.BySku(text)) is { } known ? new ProductMatch(known, 1) : Find(null, text);
}
