using System.Buffers;
using LeadDashboard.Core.Importing.Values;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>
/// The names that columns have in the wild: English, Chinese, German, French, Spanish, Italian and Portuguese.
/// </summary>
internal static class TargetNames
{
    private static readonly (TargetField Target, string[] Names)[] Lead =
    [
        (TargetField.Currency, RecordNames.Currency),
        (
            TargetField.ExternalId,
            [
                "id", "lead id", "record id", "rec id", "external id", "contact id", "prospect id", "customer id",
                "user id", "lead number", "prospect number", "lead no", "crm id", "record id contact",
                "record id lead", "(do not modify) lead", "线索编号", "线索id", "编号", "客户编号", "客户id",
            ]
        ),
        (
            TargetField.Name,
            [
                "name", "full name", "lead name", "contact name", "customer name", "person", "opportunity", "lead",
                "kontakt", "ansprechpartner", "nom complet", "nombre", "nombre completo", "nome", "nome completo",
                "姓名", "名称", "客户姓名", "联系人", "线索名称", "客户名称",
            ]
        ),
        (
            TargetField.FirstName,
            ["first name", "given name", "forename", "firstname", "vorname", "prénom", "prenom", "名"]
        ),
        (
            TargetField.LastName,
            [
                "last name", "surname", "family name", "lastname", "nachname", "apellido", "apellidos", "cognome",
                "sobrenome", "姓",
            ]
        ),
        (
            TargetField.Email,
            [
                "email", "e-mail", "mail", "email address", "e-mail address", "email 1", "work email", "email from",
                "primary email", "emailaddress1", "e-mail-adresse", "adresse e-mail", "courriel", "correo",
                "correo electrónico", "correo electronico", "邮箱", "电子邮件", "电子邮箱", "邮件", "邮件地址",
            ]
        ),
        (
            TargetField.Phone,
            [
                "phone", "phone number", "mobile", "mobile phone", "mobile phone number", "telephone", "tel", "cell",
                "cell phone", "business phone", "telefon", "handy", "telefonnummer", "téléphone", "telephone portable",
                "teléfono", "telefono", "cellulare", "telefone", "celular", "móvil", "电话", "手机", "手机号",
                "手机号码", "联系电话", "电话号码",
            ]
        ),
        (
            TargetField.Company,
            [
                "company", "company name", "company / account", "account", "account name", "organization",
                "organisation", "firm", "employer", "partner name", "customer company", "associated company", "firma",
                "unternehmen", "société", "entreprise", "empresa", "azienda", "公司", "公司名称", "企业", "企业名称",
                "单位", "单位名称",
            ]
        ),
        (
            TargetField.Title,
            [
                "title", "job title", "position", "function", "job position", "jobtitle", "cargo", "puesto", "poste",
                "ruolo", "职位", "职务", "岗位",
            ]
        ),
        (TargetField.Industry, ["industry", "sector", "branche", "行业", "所属行业"]),
        (
            TargetField.CompanySize,
            [
                "company size", "employees", "number of employees", "no of employees", "employee count",
                "numemployees", "no employees", "headcount", "人数", "公司规模", "规模", "员工人数", "员工数",
            ]
        ),
        (
            TargetField.Country,
            [
                "country", "country region", "country/region", "country code", "land", "pays", "país", "pais", "paese",
                "address 1 country/region", "国家", "国家地区",
            ]
        ),
        (
            TargetField.City,
            [
                "city", "town", "suburb", "stadt", "ort", "ville", "ciudad", "città", "cidade", "address 1 city",
                "城市", "所在城市", "市",
            ]
        ),
        (
            TargetField.Source,
            [
                "source", "lead source", "original source", "original traffic source", "lead origin", "utm source",
                "source id", "latest traffic source", "来源", "线索来源", "客户来源", "渠道来源",
            ]
        ),
        (
            TargetField.Campaign,
            [
                "campaign", "campaign name", "utm campaign", "source campaign", "campaign id", "last campaign",
                "first conversion campaign", "活动", "营销活动", "活动名称", "推广活动", "广告系列",
            ]
        ),
        (
            TargetField.Channel,
            ["channel", "marketing channel", "medium", "utm medium", "medium id", "渠道", "营销渠道", "推广渠道"]
        ),
        (
            TargetField.Owner,
            [
                "owner", "lead owner", "contact owner", "sales rep", "salesperson", "assigned to", "rep",
                "account owner", "responsible", "owner name", "负责人", "销售", "销售代表", "所有者", "跟进人",
                "业务员",
            ]
        ),
        (
            TargetField.Created,
            [
                "created", "created at", "created on", "create date", "created date", "creation date", "date created",
                "date added", "signup date", "registered", "submitted at", "lead submitted at", "inquiry date",
                "lead date", "createdate", "created time", "erstellt", "erstellt am", "erstelldatum", "angelegt am",
                "créé le", "date de création", "creado", "fecha de creación", "creato il", "data creazione",
                "criado em", "data de criação", "创建时间", "创建日期", "录入时间", "注册时间", "日期",
            ]
        ),
        (
            TargetField.Closed,
            [
                "closed", "closed at", "closed on", "close date", "closed date", "closing date", "date closed",
                "won date", "won at", "lost date", "converted date", "actual close date", "conversion date",
                "成交时间", "成交日期", "关闭时间", "关闭日期", "结束日期",
            ]
        ),
        (
            TargetField.Value,
            [
                "value", "expected value", "expected amount", "deal value", "lead value", "amount", "deal amount",
                "expected revenue", "est revenue", "estimated value", "est value", "budget", "potential",
                "opportunity amount", "annual contract value", "预计金额", "预算", "金额", "商机金额", "预估金额",
            ]
        ),
        (
            TargetField.WonAmount,
            [
                "won amount", "revenue", "closed amount", "sale amount", "sales amount", "actual revenue",
                "actual value", "order value", "purchase amount", "成交金额", "实际金额", "成交额", "收入",
            ]
        ),
        (
            TargetField.Product,
            [
                "product", "product name", "product interest", "interested product", "产品", "意向产品", "产品名称",
                "感兴趣的产品",
            ]
        ),
        (
            TargetField.Consent,
            [
                "consent", "gdpr consent", "marketing consent", "opt in", "opted in", "email opt in", "has opted in",
                "同意", "营销同意", "是否同意",
            ]
        ),
        (
            TargetField.Notes,
            [
                "notes", "note", "comment", "comments", "description", "remarks", "message", "internal notes", "备注",
                "说明", "描述", "留言", "跟进记录",
            ]
        ),
        (
            TargetField.Outcome,
            [
                "outcome", "result", "won", "is won", "converted", "is converted", "conversion", "won lost",
                "won/lost", "label", "target", "y", "class", "closed won", "deal outcome", "purchased", "purchase",
                "bought", "success", "lead status", "status", "stage", "deal stage", "state", "lifecycle stage",
                "是否成交", "成交", "结果", "是否转化", "转化", "成交状态", "状态", "阶段", "销售阶段",
            ]
        ),
        (
            TargetField.LossReason,
            [
                "loss reason", "lost reason", "reason lost", "closed lost reason", "reason for loss", "lost because",
                "disqualification reason", "status reason", "丢单原因", "失败原因", "输单原因", "流失原因",
            ]
        ),
    ];

    private static readonly (TargetField Target, string[] Names)[] Spend =
    [
        (TargetField.Currency, RecordNames.Currency),
        (
            TargetField.Campaign,
            ["campaign", "campaign name", "utm campaign", "ad campaign", "活动", "营销活动", "广告系列", "活动名称"]
        ),
        (TargetField.Channel, ["channel", "medium", "source", "platform", "utm medium", "渠道", "平台", "媒介"]),
        (TargetField.SpendDay, ["day", "date", "spend date", "reporting starts", "week", "month", "日期", "时间"]),
        (
            TargetField.SpendAmount,
            [
                "amount", "spend", "cost", "amount spent", "costs", "ad spend", "amount spent usd", "amount spent eur",
                "budget", "花费", "费用", "金额", "消耗", "成本", "支出",
            ]
        ),
    ];

    private static readonly (TargetField Target, string[] Names)[] Product =
    [
        (
            TargetField.Sku,
            [
                "sku", "product id", "product code", "product number", "item number", "item code", "item no",
                "article number", "article no", "internal reference", "default code", "productcode", "product sku",
                "hs sku", "code", "id", "external id", "产品编号", "产品编码", "商品编号", "商品编码", "货号", "编号",
            ]
        ),
        (
            TargetField.ProductName,
            [
                "product", "product name", "name", "item", "item name", "article", "title", "产品", "产品名称", "商品",
                "商品名称", "名称", "品名",
            ]
        ),
        (
            TargetField.ProductCategory,
            [
                "category", "product category", "family", "product family", "product type", "type", "group",
                "product group", "product line", "类别", "分类", "产品类别", "产品分类", "商品分类", "产品线",
            ]
        ),
        (
            TargetField.Price,
            [
                "price", "unit price", "list price", "sales price", "sale price", "price amount", "standard price",
                "retail price", "单价", "价格", "售价", "标价", "销售价格",
            ]
        ),
        (
            TargetField.UnitCost,
            [
                "unit cost", "cost", "cost price", "standard cost", "cost of goods sold", "hs cost of goods sold",
                "purchase price", "buy price", "单位成本", "成本", "成本价", "采购价",
            ]
        ),
        (
            TargetField.Stock,
            [
                "stock", "stock quantity", "in stock", "quantity in stock", "quantity on hand", "qty on hand",
                "qty available", "inventory", "available quantity", "capacity", "库存", "库存数量", "可用数量", "产能",
            ]
        ),
        (
            TargetField.IsActive,
            [
                "active", "is active", "enabled", "available", "for sale", "can be sold", "状态", "是否启用", "启用",
                "在售", "是否在售", "是否有效",
            ]
        ),
    ];

    private static readonly (TargetField Target, string[] Names)[] Deal =
    [
        (
            TargetField.DealId,
            [
                "deal id", "deal no", "deal number", "opportunity id", "opportunity number", "18 digit opportunity id",
                "opportunityid", "order id", "order no", "order number", "sale id", "invoice number", "record id",
                "id", "external id", "(do not modify) opportunity", "hs object id", "商机编号", "商机id", "交易编号",
                "订单号", "订单编号", "合同编号", "成交编号",
            ]
        ),
        (
            TargetField.DealName,
            [
                "deal name", "deal", "dealname", "opportunity name", "opportunity", "order name", "topic", "name",
                "商机名称", "商机", "交易名称", "订单名称", "合同名称",
            ]
        ),
        (
            TargetField.LeadReference,
            [
                "lead id", "lead", "lead reference", "lead external id", "contact id", "customer id", "client id",
                "prospect id", "account id", "associated contact ids", "associated contact id", "primary contact id",
                "contact", "customer", "customer no", "customer number", "phone", "线索编号", "线索id", "客户编号",
                "客户id", "联系人编号",
            ]
        ),
        (
            TargetField.Email,
            [
                "email", "e-mail", "mail", "email address", "contact email", "customer email", "lead email",
                "buyer email", "email from", "associated contact emails", "primary contact email", "邮箱", "电子邮件",
                "电子邮箱", "客户邮箱", "联系人邮箱",
            ]
        ),
        (
            TargetField.Product,
            [
                "product", "product name", "product code", "product id", "sku", "item", "article", "line item",
                "line item name", "产品", "产品名称", "产品编号", "商品", "商品名称", "货号",
            ]
        ),
        (TargetField.Quantity, ["quantity", "qty", "units", "pieces", "number of items", "数量", "件数"]),
        (
            TargetField.DealAmount,
            [
                "amount", "deal amount", "deal value", "value", "total", "total amount", "order total", "order value",
                "revenue", "actual revenue", "expected revenue", "est revenue", "amount in company currency",
                "estimated value", "actual value", "won amount", "金额", "商机金额", "交易金额", "订单金额",
                "成交金额", "合同金额", "总金额", "预计金额",
            ]
        ),
        (
            TargetField.ListPrice,
            ["list price", "list amount", "catalog price", "catalogue price", "price list total", "标价", "目录价"]
        ),
        (
            TargetField.OfferedPrice,
            [
                "offered price", "offer", "offer amount", "offered amount", "quoted price", "quoted amount",
                "quote amount", "quote total", "报价", "报价金额",
            ]
        ),
        (TargetField.DealCost, ["deal cost", "cost", "total cost", "cost of goods", "delivery cost", "交易成本", "成本"]),
        (
            TargetField.Owner,
            [
                "owner", "deal owner", "opportunity owner", "owner name", "sales rep", "salesperson", "assigned to",
                "account executive", "负责人", "销售", "销售代表", "所有者", "业务员",
            ]
        ),
        (TargetField.StageEntered, RecordNames.StageEntered),
        (TargetField.Currency, RecordNames.Currency),
        (
            TargetField.DealStage,
            [
                "stage", "deal stage", "dealstage", "sales stage", "pipeline stage", "step", "opportunity stage",
                "阶段", "销售阶段", "商机阶段",
            ]
        ),
        (
            TargetField.Opened,
            [
                "opened", "open date", "opened at", "opened on", "created", "created at", "created on", "create date",
                "created date", "creation date", "createdate", "order date", "start date", "date", "创建时间",
                "创建日期", "下单时间", "下单日期", "开始日期", "日期",
            ]
        ),
        (
            TargetField.Closed,
            [
                "closed", "close date", "closed at", "closed on", "closed date", "closing date", "closedate",
                "date closed", "won date", "won at", "actual close date", "est close date", "expected close date",
                "expected closing", "成交时间", "成交日期", "关闭时间", "关闭日期", "结束日期", "预计成交日期",
            ]
        ),
        (
            TargetField.LossReason,
            [
                "loss reason", "lost reason", "closed lost reason", "reason lost", "reason for loss", "status reason",
                "丢单原因", "失败原因", "输单原因",
            ]
        ),
        (
            TargetField.Outcome,
            [
                "outcome", "result", "won", "is won", "won lost", "won/lost", "deal outcome", "closed won",
                "is closed won", "deal status", "status", "state", "成交状态", "状态", "结果", "是否成交",
            ]
        ),
    ];

    private static readonly Dictionary<ImportKind, (TargetField Target, string[] Names)[]> Tables = new()
    {
        [ImportKind.Leads] = Lead,
        [ImportKind.Activities] = ActivityNames.All,
        [ImportKind.LeadsAndActivities] = [.. Lead, .. ActivityNames.All],
        [ImportKind.Spend] = Spend,
        [ImportKind.Products] = Product,
        [ImportKind.Deals] = Deal,
        [ImportKind.Campaigns] = RecordNames.Campaign,
        [ImportKind.Stages] = RecordNames.Stage,
        [ImportKind.Purchases] = RecordNames.PurchaseLine,
        [ImportKind.Costs] = RecordNames.Cost,
    };

    private static readonly Dictionary<ImportKind, Dictionary<string, TargetField>> ByName = Tables.ToDictionary(
        table => table.Key,
        table => Index(table.Value)
    );

    private static readonly SearchValues<char> Units = SearchValues.Create("([/0123456789");

    /// <summary>"Deal value (USD)" is a deal value, "Rating (1-5)" a rating.</summary>
    public static TargetField? Find(string header, ImportKind kind) =>
        ByName[kind].TryGetValue(HeaderWords.Normalize(header), out var target) ? target
        : CurrencyText.OfHeader(header, out var rest) is not null
        && ByName[kind].TryGetValue(HeaderWords.Normalize(rest), out var named)
            ? named
        : kind == ImportKind.Activities && ByName[kind].TryGetValue(WithoutUnit(header), out var measured) ? measured
        : null;

    /// <summary>The usual name of a column, which <see cref="Find"/> recognises.</summary>
    public static string NameOf(TargetField target, ImportKind kind, bool isChinese)
    {
        string[] names =
        [
            .. Tables[kind]
                .Where(row => row.Target == target)
                .SelectMany(row => row.Names)
                .Where(name => Find(name, kind) == target),
        ];
        var name = Array.Find(names, name => isChinese == name.Any(letter => letter >= '\u2E80')) ?? names[0];
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    /// <summary>Before a bracket or a number, as units and scales stand.</summary>
    private static string WithoutUnit(string header)
    {
        var end = header.AsSpan().IndexOfAny(Units);
        return HeaderWords.Normalize(end > 0 ? header[..end] : header);
    }

    public static bool IsKnown(string header) =>
        ByName.Values.Any(names => names.ContainsKey(HeaderWords.Normalize(header)));

    private static Dictionary<string, TargetField> Index((TargetField Target, string[] Names)[] table)
    {
        var index = new Dictionary<string, TargetField>(StringComparer.Ordinal);
        foreach (var (target, names) in table)
        {
            foreach (var name in names)
            {
                index.TryAdd(HeaderWords.Normalize(name), target);
            }
        }

        return index;
    }
}
