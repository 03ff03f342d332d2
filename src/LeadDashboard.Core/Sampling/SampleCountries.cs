namespace LeadDashboard.Core.Sampling;

/// <summary>A country with the names people have there.</summary>
/// <param name="Weight">Relative number of leads.</param>
/// <param name="PhonePattern"># is replaced by a digit, N by 2 .. 9. Ranges kept for fiction where a country has
/// them.</param>
/// <param name="Effect">Share in the log-odds of a win.</param>
/// <param name="Spellings">Other ways an export writes the country.</param>
internal sealed record SampleCountry(
    string Name,
    double Weight,
    string PhonePattern,
    double Effect,
    string[] FirstNames,
    string[] LastNames,
    string[] Cities,
    string[] Spellings
)
{
    public bool IsChinese => Name == "China";
}

/// <summary>Invented people: common first and last names, put together by chance.</summary>
internal static class SampleCountries
{
    private static readonly string[] EnglishFirst =
    [
        "Olivia", "Liam", "Emma", "Noah", "Ava", "Ethan", "Sophie", "Lucas", "Grace", "Henry", "Chloe", "Jack",
        "Hannah", "Oscar", "Maya", "Daniel", "Zoe", "Aaron", "Ruby", "Samuel", "Naomi", "Victor", "Leah", "Adam",
    ];

    private static readonly string[] EnglishLast =
    [
        "Carter", "Hughes", "Bennett", "Morgan", "Foster", "Reed", "Parker", "Walsh", "Shaw", "Turner", "Ellis",
        "Hayes", "Brooks", "Price", "Wood", "Grant", "Cole", "Fisher", "Lane", "Webb", "O'Neill", "Okafor", "Mbeki",
        "Sullivan",
    ];

    private static readonly string[] SpanishFirst =
    [
        "Lucía", "Mateo", "Sofía", "Diego", "Valentina", "Javier", "Camila", "Andrés", "Elena", "Pablo", "Marta",
        "Álvaro",
    ];

    private static readonly string[] SpanishLast =
    [
        "García", "Fernández", "López", "Martín", "Muñoz", "Romero", "Navarro", "Castro", "Ortega", "Vega", "Herrera",
        "Núñez",
    ];

    public static SampleCountry[] All { get; } =
    [
        new(
            "United States",
            19,
            "+1 N## 555 01##",
            0.15,
            EnglishFirst,
            EnglishLast,
            ["New York", "Chicago", "Austin", "Seattle", "Denver", "Boston"],
            ["USA", "US", "united states"]
        ),
        new(
            "United Kingdom",
            10,
            "+44 20 7946 0###",
            0.1,
            EnglishFirst,
            EnglishLast,
            ["London", "Manchester", "Bristol", "Leeds"],
            ["UK", "Great Britain"]
        ),
        new(
            "Germany",
            12,
            "+49 30 23125 ###",
            0.2,
            ["Anna", "Lukas", "Lena", "Felix", "Clara", "Jonas", "Mia", "Paul", "Greta", "Jürgen", "Käthe", "Moritz"],
            [
                "Müller", "Schäfer", "Weber", "Keller", "Hoffmann", "Brandt", "Vogel", "Krüger", "Lange", "Groß",
                "Seidel", "Busch",
            ],
            ["Berlin", "München", "Hamburg", "Köln", "Stuttgart"],
            ["Deutschland", "DE"]
        ),
        new(
            "France",
            7,
            "+33 1 99 00 ## ##",
            0,
            ["Camille", "Hugo", "Léa", "Louis", "Manon", "Jules", "Inès", "Théo", "Élise", "Arthur"],
            ["Lefèvre", "Moreau", "Girard", "Dupont", "Mercier", "Faure", "Lambert", "Rousseau", "Chevalier", "Blanc"],
            ["Paris", "Lyon", "Nantes", "Lille"],
            ["FR"]
        ),
        new(
            "Netherlands",
            4,
            "+31 20 555 01##",
            0.1,
            ["Daan", "Sanne", "Bram", "Fleur", "Lars", "Iris", "Thijs", "Noor"],
            ["de Vries", "Jansen", "Bakker", "Visser", "Mulder", "van Dijk", "Smit", "Bos"],
            ["Amsterdam", "Utrecht", "Rotterdam"],
            ["The Netherlands", "NL"]
        ),
        new(
            "Spain",
            5,
            "+34 910 555 ###",
            -0.1,
            SpanishFirst,
            SpanishLast,
            ["Madrid", "Barcelona", "Valencia"],
            ["España"]
        ),
        new(
            "Mexico",
            3,
            "+52 55 5550 ####",
            -0.25,
            SpanishFirst,
            SpanishLast,
            ["Ciudad de México", "Monterrey", "Guadalajara"],
            ["México"]
        ),
        new(
            "Brazil",
            3,
            "+55 11 5550 ####",
            -0.3,
            ["Ana", "João", "Beatriz", "Rafael", "Larissa", "Tiago", "Júlia", "Bruno"],
            ["Silva", "Souza", "Oliveira", "Costa", "Araújo", "Barbosa", "Ribeiro", "Rocha"],
            ["São Paulo", "Curitiba", "Recife"],
            ["Brasil"]
        ),
        new(
            "Sweden",
            3,
            "+46 8 465 004 ##",
            0.15,
            ["Astrid", "Elsa", "Nils", "Axel", "Saga", "Gustav", "Åsa", "Björn"],
            ["Lindberg", "Nyström", "Sjöberg", "Ekman", "Holm", "Åkesson", "Wallin", "Berg"],
            ["Stockholm", "Göteborg", "Malmö"],
            ["Sverige"]
        ),
        new(
            "Poland",
            3,
            "+48 22 555 01 ##",
            -0.05,
            ["Zofia", "Jakub", "Hanna", "Antoni", "Maja", "Szymon", "Łucja", "Piotr"],
            ["Nowak", "Wójcik", "Kamińska", "Zając", "Król", "Wróbel", "Mazur", "Dudek"],
            ["Warszawa", "Kraków", "Wrocław"],
            ["Polska", "PL"]
        ),
        new(
            "China",
            13,
            "+86 10 5550 ####",
            0.05,
            [
                "伟|Wei", "芳|Fang", "敏|Min", "静|Jing", "磊|Lei", "洋|Yang", "艳|Yan", "杰|Jie", "婷|Ting", "浩然|Haoran",
                "欣怡|Xinyi", "子轩|Zixuan", "雨桐|Yutong", "建国|Jianguo", "晓明|Xiaoming", "思远|Siyuan",
            ],
            [
                "王|Wang", "李|Li", "张|Zhang", "刘|Liu", "陈|Chen", "杨|Yang", "赵|Zhao", "黄|Huang", "周|Zhou", "吴|Wu", "徐|Xu",
                "孙|Sun", "胡|Hu", "朱|Zhu", "林|Lin", "郭|Guo",
            ],
            ["北京", "上海", "深圳", "杭州", "成都", "Shanghai"],
            ["中国", "CN", "china"]
        ),
        new(
            "Japan",
            4,
            "+81 3 5550 ####",
            -0.15,
            ["Haruto", "Yui", "Sota", "Aoi", "Ren", "Hina", "Kenji", "Mei"],
            ["Tanaka", "Suzuki", "Yamamoto", "Kobayashi", "Mori", "Ishikawa", "Ono", "Hayashi"],
            ["Tokyo", "Osaka", "Nagoya"],
            ["JP", "日本"]
        ),
        new(
            "South Korea",
            2,
            "+82 2 555 01##",
            -0.1,
            ["Minjun", "Seoyeon", "Jiho", "Haeun", "Doyun", "Jiwoo"],
            ["Kim", "Park", "Choi", "Jung", "Kang", "Yoon"],
            ["Seoul", "Busan"],
            ["Korea"]
        ),
        new(
            "India",
            7,
            "+91 22 5550 ####",
            -0.35,
            ["Aarav", "Diya", "Rohan", "Ananya", "Vikram", "Priya", "Kabir", "Meera"],
            ["Sharma", "Patel", "Iyer", "Reddy", "Gupta", "Nair", "Singh", "Das"],
            ["Mumbai", "Bengaluru", "Pune", "Delhi"],
            ["IN"]
        ),
        new(
            "Singapore",
            3,
            "+65 6555 01##",
            0.3,
            ["Wei Ling", "Jun Hao", "Hui Min", "Arjun", "Nurul", "Kai"],
            ["Tan", "Lim", "Ng", "Goh", "Rahman", "Lee"],
            ["Singapore"],
            ["SG"]
        ),
        new(
            "United Arab Emirates",
            2,
            "+971 4 555 01##",
            0.2,
            ["Omar", "Layla", "Khalid", "Noura", "Yusuf", "Amira"],
            ["Al Farsi", "Haddad", "Rahimi", "Nasser", "Qureshi", "Saleh"],
            ["Dubai", "Abu Dhabi"],
            ["UAE"]
        ),
    ];

    public static double[] Weights { get; } = [.. All.Select(country => country.Weight)];
}
