namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>
/// <see cref="TargetNames"/> of campaigns, stages, purchases and costs, and those that several kinds share.
/// </summary>
internal static class RecordNames
{
    public static readonly string[] Currency =
    [
        "currency", "currency code", "currency iso code", "deal currency", "amount currency", "lead currency",
        "opportunity currency", "währung", "devise", "moneda", "divisa", "valuta", "moeda", "币种", "货币", "货币代码",
    ];

    public static readonly (TargetField Target, string[] Names)[] Campaign =
    [
        (TargetField.Currency, Currency),
        (
            TargetField.Campaign,
            [
                "campaign name", "campaign", "name", "title", "utm campaign", "hs name", "营销活动", "活动名称", "活动", "名称",
                "推广活动",
            ]
        ),
        (
            TargetField.CampaignId,
            [
                "campaign id", "campaign guid", "campaign number", "id", "record id", "external id", "hs object id",
                "活动编号", "营销活动编号", "活动id", "编号",
            ]
        ),
        (
            TargetField.Channel,
            ["channel", "campaign type", "type", "medium", "marketing channel", "platform", "渠道", "类型", "活动类型"]
        ),
        (
            TargetField.Programme,
            [
                "programme", "program", "program name", "programme name", "parent campaign", "initiative", "portfolio",
                "项目", "所属项目", "上级活动",
            ]
        ),
        (
            TargetField.CampaignStart,
            [
                "start date", "start", "starts", "started", "begin", "begins", "start day", "from", "hs start date",
                "开始日期", "开始时间", "起始日期",
            ]
        ),
        (
            TargetField.CampaignEnd,
            [
                "end date", "end", "ends", "ended", "end day", "until", "to", "hs end date", "结束日期", "结束时间",
                "截止日期",
            ]
        ),
        (
            TargetField.Budget,
            [
                "budget", "total budget", "budgeted cost", "planned cost", "planned spend", "campaign budget",
                "budget amount", "allocated budget", "预算", "总预算", "预算金额",
            ]
        ),
        (
            TargetField.CampaignGoal,
            [
                "goal", "campaign goal", "target", "objective", "expected response", "expected leads",
                "expected revenue", "目标", "活动目标",
            ]
        ),
        (
            TargetField.MessageVariant,
            [
                "message variant", "variant", "message", "creative", "ad text", "copy", "version", "消息版本", "版本", "文案",
                "消息",
            ]
        ),
        (TargetField.CampaignStatus, ["status", "campaign status", "state", "活动状态", "状态"]),
    ];

    public static readonly string[] StageEntered =
    [
        "stage entered", "entered on", "entered", "entered at", "stage entered on", "stage date", "stage changed on",
        "last stage change", "last stage change date", "stage change date", "date entered current stage",
        "进入阶段时间", "进入时间", "阶段变更时间",
    ];

    public static readonly (TargetField Target, string[] Names)[] Stage =
    [
        (
            TargetField.DealId,
            [
                "deal id", "opportunity id", "deal no", "deal number", "deal", "opportunity", "record id", "id",
                "18 digit opportunity id", "交易编号", "商机编号", "商机id", "编号",
            ]
        ),
        (
            TargetField.DealStage,
            [
                "stage", "stage name", "to stage", "new stage", "deal stage", "pipeline stage", "sales stage", "阶段",
                "销售阶段", "新阶段",
            ]
        ),
        (
            TargetField.StageEntered,
            [
                .. StageEntered, "date", "changed on", "changed at", "change date", "last modified",
                "last modified date", "edit date", "created date", "createddate", "created on", "timestamp", "time",
                "日期", "时间", "变更时间",
            ]
        ),
    ];

    public static readonly (TargetField Target, string[] Names)[] PurchaseLine =
    [
        (TargetField.Currency, Currency),
        (
            TargetField.OrderId,
            [
                "order id", "order no", "order number", "order", "purchase id", "sale id", "invoice number",
                "invoice no", "receipt number", "transaction id", "订单编号", "订单号", "发票号", "交易单号",
            ]
        ),
        (
            TargetField.OrderLine,
            [
                "order line", "line", "line number", "line no", "line item id", "order line id", "position",
                "订单行", "行号", "明细编号",
            ]
        ),
        (
            TargetField.LeadReference,
            [
                "lead id", "customer id", "lead", "lead reference", "customer no", "customer number", "contact id",
                "client id", "customer", "buyer id", "phone", "线索编号", "客户编号", "客户id", "联系人编号",
            ]
        ),
        (
            TargetField.Email,
            [
                "email", "e-mail", "mail", "email address", "customer email", "buyer email", "contact email",
                "billing email", "邮箱", "电子邮件", "电子邮箱", "客户邮箱",
            ]
        ),
        (
            TargetField.Product,
            [
                "product", "product name", "product code", "product id", "sku", "item", "item name", "article",
                "lineitem name", "lineitem sku", "line item", "产品", "产品名称", "产品编号", "商品", "商品名称", "货号",
            ]
        ),
        (
            TargetField.Quantity,
            ["quantity", "qty", "units", "pieces", "lineitem quantity", "数量", "件数"]
        ),
        (
            TargetField.PurchaseAmount,
            [
                "amount", "line total", "total", "total amount", "line amount", "subtotal", "net amount", "revenue",
                "sales", "price paid", "购买金额", "金额", "总金额", "小计",
            ]
        ),
        (
            TargetField.PurchaseDate,
            [
                "purchase date", "order date", "purchased", "purchased at", "purchased on", "date of purchase",
                "bought on", "invoice date", "invoicedate", "paid at", "date", "created at", "购买日期", "下单日期",
                "下单时间", "购买时间", "日期",
            ]
        ),
    ];

    public static readonly (TargetField Target, string[] Names)[] Cost =
    [
        (TargetField.Currency, Currency),
        (
            TargetField.CostKind,
            ["kind of cost", "cost kind", "cost type", "cost of", "cost item", "成本类型", "成本项目", "费用类型"]
        ),
        (
            TargetField.CostSubject,
            [
                "applies to", "of", "for", "subject", "product, campaign or channel", "product", "campaign", "channel",
                "适用对象", "产品", "营销活动", "渠道",
            ]
        ),
        (TargetField.CostAmount, ["cost", "amount", "rate", "cost amount", "cost per unit", "成本", "金额", "费用"]),
        (
            TargetField.CostFrom,
            ["valid from", "from", "effective from", "effective date", "since", "生效日期", "起始日期"]
        ),
    ];
}
