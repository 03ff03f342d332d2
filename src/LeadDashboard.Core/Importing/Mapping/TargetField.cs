namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>What a column of a file becomes.</summary>
public enum TargetField
{
    /// <summary>The column is not imported.</summary>
    Ignore = 0,

    /// <summary>A custom field of the lead, named like the column.</summary>
    Custom = 1,

    ExternalId = 10,
    Name = 11,
    FirstName = 12,
    LastName = 13,
    Email = 14,
    Phone = 15,
    Company = 16,
    Title = 17,
    Industry = 18,
    CompanySize = 19,
    Country = 20,
    City = 21,
    Source = 22,
    Campaign = 23,
    Channel = 24,
    Owner = 25,
    Created = 26,
    Closed = 27,
    Value = 28,
    WonAmount = 29,
    Product = 30,
    Consent = 31,
    Notes = 32,
    Outcome = 33,
    LossReason = 34,

    /// <summary>Activities: which lead, by external id, e-mail or phone.</summary>
    LeadReference = 50,
    ActivityKind = 51,
    ActivityTime = 52,
    ActivityDetail = 53,

    /// <summary>Spend: campaign and channel are shared with leads.</summary>
    SpendDay = 60,
    SpendAmount = 61,

    ProductName = 70,
    Sku = 71,
    ProductCategory = 72,
    Price = 73,
    IsActive = 74,

    /// <summary>Deals: lead reference, e-mail, product, closed, outcome and loss reason are shared.</summary>
    DealId = 80,
    DealName = 81,
    DealAmount = 82,

    /// <summary>Of the amounts in the same row; leads and spend have it too.</summary>
    Currency = 83,
    DealStage = 84,
    Opened = 85,
    Quantity = 86,
}

/// <summary>Which targets a file of a kind may fill.</summary>
public static class TargetFields
{
    private static readonly TargetField[] Leads =
    [
        TargetField.Ignore,
        TargetField.Custom,
        .. Enum.GetValues<TargetField>().Where(f => f is >= TargetField.ExternalId and <= TargetField.LossReason),
        TargetField.Currency,
    ];
    private static readonly TargetField[] Activities =
    [
        TargetField.Ignore, TargetField.LeadReference, TargetField.Email, TargetField.ActivityKind,
        TargetField.ActivityTime, TargetField.ActivityDetail,
    ];
    private static readonly TargetField[] Spend =
    [
        TargetField.Ignore, TargetField.Campaign, TargetField.Channel, TargetField.SpendDay, TargetField.SpendAmount,
        TargetField.Currency,
    ];

    private static readonly TargetField[] Products =
    [
        TargetField.Ignore, TargetField.ProductName, TargetField.Sku, TargetField.ProductCategory, TargetField.Price,
        TargetField.IsActive,
    ];
    private static readonly TargetField[] Deals =
    [
        TargetField.Ignore, TargetField.DealId, TargetField.DealName, TargetField.LeadReference, TargetField.Email,
        TargetField.Product, TargetField.Quantity, TargetField.DealAmount, TargetField.Currency, TargetField.DealStage,
        TargetField.Outcome, TargetField.Opened, TargetField.Closed, TargetField.LossReason,
    ];

    public static IReadOnlyList<TargetField> For(ImportKind kind) =>
        kind switch
        {
            ImportKind.Activities => Activities,
            ImportKind.Spend => Spend,
            ImportKind.Products => Products,
            ImportKind.Deals => Deals,
            _ => Leads,
        };
}
