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

    /// <summary>Leads and activities in one file: which of the two the row is.</summary>
    RecordType = 40,

    /// <summary>Activities: which lead, by external id, e-mail or phone.</summary>
    LeadReference = 50,
    ActivityKind = 51,
    ActivityTime = 52,
    ActivityDetail = 53,
    ActivityDirection = 54,
    ActivityMinutes = 55,
    ActivityText = 56,

    /// <summary>What the activity is called where it comes from.</summary>
    ActivityId = 57,
    ActivityScore = 58,

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

    /// <summary>Campaigns: name, channel and currency are shared.</summary>
    CampaignId = 100,
    Programme = 101,
    CampaignStart = 102,
    CampaignEnd = 103,
    Budget = 104,
    CampaignGoal = 105,
    MessageVariant = 106,
    CampaignStatus = 107,

    UnitCost = 110,
    Stock = 111,

    ListPrice = 120,
    OfferedPrice = 121,
    DealCost = 122,

    /// <summary>When the deal entered its stage; in a history of stages and in deals.</summary>
    StageEntered = 123,

    /// <summary>Purchases: lead reference, e-mail, product, quantity and currency are shared.</summary>
    OrderId = 130,
    OrderLine = 131,
    PurchaseAmount = 132,
    PurchaseDate = 133,

    CostKind = 140,

    /// <summary>The product, campaign or channel that a cost is of.</summary>
    CostSubject = 141,
    CostAmount = 142,
    CostFrom = 143,
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
        TargetField.ActivityTime, TargetField.ActivityDetail, TargetField.ActivityText, TargetField.ActivityDirection,
        TargetField.ActivityMinutes, TargetField.ActivityScore, TargetField.ActivityId, TargetField.Campaign,
        TargetField.Product,
    ];
    private static readonly TargetField[] Spend =
    [
        TargetField.Ignore, TargetField.Campaign, TargetField.Channel, TargetField.SpendDay, TargetField.SpendAmount,
        TargetField.Currency,
    ];

    private static readonly TargetField[] Products =
    [
        TargetField.Ignore, TargetField.ProductName, TargetField.Sku, TargetField.ProductCategory, TargetField.Price,
        TargetField.UnitCost, TargetField.Stock, TargetField.IsActive,
    ];
    private static readonly TargetField[] Deals =
    [
        TargetField.Ignore, TargetField.DealId, TargetField.DealName, TargetField.LeadReference, TargetField.Email,
        TargetField.Product, TargetField.Quantity, TargetField.DealAmount, TargetField.ListPrice,
        TargetField.OfferedPrice, TargetField.DealCost, TargetField.Currency, TargetField.Owner, TargetField.DealStage,
        TargetField.StageEntered, TargetField.Outcome, TargetField.Opened, TargetField.Closed, TargetField.LossReason,
    ];
    private static readonly TargetField[] Campaigns =
    [
        TargetField.Ignore, TargetField.Campaign, TargetField.CampaignId, TargetField.Channel, TargetField.Programme,
        TargetField.CampaignStart, TargetField.CampaignEnd, TargetField.Budget, TargetField.Currency,
        TargetField.CampaignGoal, TargetField.MessageVariant, TargetField.CampaignStatus,
    ];
    private static readonly TargetField[] Stages =
        [TargetField.Ignore, TargetField.DealId, TargetField.DealStage, TargetField.StageEntered];

    private static readonly TargetField[] Purchases =
    [
        TargetField.Ignore, TargetField.OrderId, TargetField.OrderLine, TargetField.LeadReference, TargetField.Email,
        TargetField.Product, TargetField.Quantity, TargetField.PurchaseAmount, TargetField.Currency,
        TargetField.PurchaseDate,
    ];
    private static readonly TargetField[] Costs =
    [
        TargetField.Ignore, TargetField.CostKind, TargetField.CostSubject, TargetField.CostAmount, TargetField.Currency,
        TargetField.CostFrom,
    ];

    private static readonly TargetField[] LeadsAndActivities =
        [.. Leads, .. Activities.Except(Leads), TargetField.RecordType];

    public static IReadOnlyList<TargetField> For(ImportKind kind) =>
        kind switch
        {
            ImportKind.Activities => Activities,
            ImportKind.Spend => Spend,
            ImportKind.Products => Products,
            ImportKind.Deals => Deals,
            ImportKind.Campaigns => Campaigns,
            ImportKind.Stages => Stages,
            ImportKind.Purchases => Purchases,
            ImportKind.Costs => Costs,
            ImportKind.LeadsAndActivities => LeadsAndActivities,
            _ => Leads,
        };

    /// <summary>Read as an instant of the zone of the file.</summary>
    public static bool IsInstant(TargetField target) =>
        target
            is TargetField.Created
                or TargetField.Closed
                or TargetField.Opened
                or TargetField.ActivityTime
                or TargetField.StageEntered
                or TargetField.PurchaseDate;

    /// <summary>Read as a day of the calendar: no zone moves it.</summary>
    public static bool IsDay(TargetField target) =>
        target
            is TargetField.SpendDay
                or TargetField.CampaignStart
                or TargetField.CampaignEnd
                or TargetField.CostFrom;

    /// <summary>Money, in the currency of the amount, its column or its row.</summary>
    public static bool IsMoney(TargetField target) =>
        target
            is TargetField.Value
                or TargetField.WonAmount
                or TargetField.SpendAmount
                or TargetField.DealAmount
                or TargetField.ListPrice
                or TargetField.OfferedPrice
                or TargetField.DealCost
                or TargetField.Price
                or TargetField.UnitCost
                or TargetField.Budget
                or TargetField.PurchaseAmount
                or TargetField.CostAmount;

    /// <summary>Money and pieces.</summary>
    public static bool IsNumber(TargetField target) =>
        IsMoney(target) || target is TargetField.Quantity or TargetField.Stock;
}
