namespace LeadDashboard.Core.Sampling;

/// <summary>Word lists of the sample company and of the companies its leads work for; all invented.</summary>
internal static class SampleWords
{
    public static string[] Industries { get; } =
    [
        "Software", "Manufacturing", "Finance", "Healthcare", "Retail", "Logistics", "Education", "Media", "Energy",
        "Public sector",
    ];

    public static string[] Sizes { get; } = ["1-10", "11-50", "51-200", "201-1000", "1001-5000", "5000+"];

    public static double[] SizeWeights { get; } = [18, 27, 24, 17, 9, 5];

    public static string[] Products { get; } = ["Starter", "Team", "Enterprise", "Services"];

    public static double[] ProductPrices { get; } = [1900, 7200, 24000, 9500];

    public static string[] Timeframes { get; } = ["This month", "This quarter", "This year", "Just looking"];

    public static double[] TimeframeWeights { get; } = [16, 30, 30, 24];

    public static string[] CurrentSolutions { get; } = ["Nothing yet", "Spreadsheets", "In-house", "Competitor"];

    public static string[] Owners { get; } =
    [
        "Rosa Lindqvist", "Tom Achebe", "Mei Chen", "Karim Haddad", "Julia Brandt", "Priya Nair", "Marco Ricci",
        "Sam Whitfield",
    ];

    /// <summary>By seniority 0 .. 4.</summary>
    public static string[][] Titles { get; } =
    [
        ["Intern", "Student", "Assistant"],
        ["Analyst", "Specialist", "Marketing Associate", "IT Administrator", "Buyer"],
        ["Marketing Manager", "Sales Manager", "IT Manager", "Purchasing Manager", "Operations Manager"],
        ["Head of Marketing", "Head of Sales", "VP Sales", "Director of Operations", "Head of IT"],
        ["CEO", "Managing Director", "Founder", "CTO", "Owner"],
    ];

    public static string[][] ChineseTitles { get; } =
    [
        ["实习生", "助理"],
        ["专员", "分析师"],
        ["市场经理", "采购经理", "销售经理"],
        ["市场总监", "销售总监"],
        ["总经理", "创始人"],
    ];

    public static string[] CompanyFirst { get; } =
    [
        "Alder", "Beacon", "Cobalt", "Delta", "Ember", "Falcon", "Granite", "Harbor", "Indigo", "Juniper", "Kestrel",
        "Lumen", "Maple", "Nimbus", "Onyx", "Pioneer", "Quarry", "Ridge", "Summit", "Tidal", "Umber", "Vantage",
        "Willow", "Zephyr", "Aurora", "Birch", "Cedar", "Drift", "Echo", "Fjord", "Glacier", "Hazel", "Iron", "Jade",
        "Keystone", "Lark", "Meridian", "North", "Opal", "Prairie", "Quartz", "Raven", "Silver", "Terra", "Upland",
        "Velvet", "Wren", "Yarrow", "Arbor", "Bright", "Clear", "Dune", "Evergreen", "Flint", "Grove", "Hollow",
        "Ivory", "Jet", "Kite", "Lotus",
    ];

    public static string[] CompanyLast { get; } =
    [
        "Works", "Systems", "Labs", "Group", "Foods", "Motors", "Partners", "Textiles", "Robotics", "Logistics",
        "Media", "Health", "Energy", "Tools", "Papers", "Optics", "Marine", "Studio", "Supply", "Bank", "Glass", "Care",
        "Networks", "Plastics", "Trading", "Academy", "Interiors", "Instruments", "Packaging", "Ventures", "Analytics",
        "Bikes", "Ceramics", "Devices", "Estates", "Farms", "Garments", "Hotels", "Insights", "Joinery",
    ];

    public static string[] CompanyQualifiers { get; } =
    ["", "International", "Digital", "Nordic", "Global", "West", "Solutions", "Direct"];

    public static string[] ChineseCompanyFirst { get; } =
    [
        "晨星|chenxing", "远航|yuanhang", "华腾|huateng", "云帆|yunfan", "金石|jinshi", "东篱|dongli", "明德|mingde", "瑞丰|ruifeng",
        "海川|haichuan", "天元|tianyuan", "新叶|xinye", "长风|changfeng", "和光|heguang", "启明|qiming", "青山|qingshan", "博雅|boya",
    ];

    public static string[] ChineseCompanyLast { get; } =
    [
        "科技|keji", "物流|wuliu", "食品|shipin", "制造|zhizao", "传媒|chuanmei", "贸易|maoyi", "能源|nengyuan", "教育|jiaoyu",
        "医疗|yiliao", "智能|zhineng",
    ];

    public static string[] LossReasons { get; } =
    ["Price", "No budget", "Chose competitor", "No decision", "Bad timing", "Missing feature", "No answer"];

    public static string[] FreeMailDomains { get; } = ["freemail.example", "webmail.example", "inbox.example"];

    public static string[] Pages { get; } =
    ["/pricing", "/features", "/customers", "/blog/roi", "/docs", "/compare", "/"];
}
