namespace LeadDashboard.Core.Leads;

/// <summary>Names of countries as leads give them: English, own language, Chinese, three letters.</summary>
internal static class CountryNames
{
    private const string Table = """
        AE|united arab emirates|uae|are|阿联酋
        AR|argentina|arg|阿根廷
        AT|austria|osterreich|aut|奥地利
        AU|australia|aus|澳大利亚
        BD|bangladesh|bgd|孟加拉国
        BE|belgium|belgique|belgie|bel|比利时
        BG|bulgaria|bgr|保加利亚
        BR|brazil|brasil|bra|巴西
        CA|canada|can|加拿大
        CH|switzerland|schweiz|suisse|che|瑞士
        CL|chile|chl|智利
        CN|china|people's republic of china|prc|chn|中国|中华人民共和国
        CO|colombia|col|哥伦比亚
        CZ|czech republic|czechia|cze|捷克
        DE|germany|deutschland|deu|ger|德国
        DK|denmark|danmark|dnk|丹麦
        EE|estonia|est|爱沙尼亚
        EG|egypt|egy|埃及
        ES|spain|espana|esp|西班牙
        FI|finland|suomi|fin|芬兰
        FR|france|fra|法国
        GB|united kingdom|uk|great britain|england|scotland|wales|gbr|英国
        GR|greece|grc|希腊
        HK|hong kong|hkg|香港|中国香港
        HU|hungary|hun|匈牙利
        ID|indonesia|idn|印度尼西亚|印尼
        IE|ireland|irl|爱尔兰
        IL|israel|isr|以色列
        IN|india|ind|印度
        IT|italy|italia|ita|意大利
        JP|japan|jpn|日本
        KE|kenya|ken|肯尼亚
        KR|south korea|korea|republic of korea|kor|韩国
        LT|lithuania|ltu|立陶宛
        LU|luxembourg|lux|卢森堡
        LV|latvia|lva|拉脱维亚
        MA|morocco|mar|摩洛哥
        MO|macao|macau|mac|澳门|中国澳门
        MX|mexico|mex|墨西哥
        MY|malaysia|mys|马来西亚
        NG|nigeria|nga|尼日利亚
        NL|netherlands|the netherlands|holland|nederland|nld|荷兰
        NO|norway|norge|nor|挪威
        NZ|new zealand|nzl|新西兰
        PE|peru|per|秘鲁
        PH|philippines|the philippines|phl|菲律宾
        PK|pakistan|pak|巴基斯坦
        PL|poland|polska|pol|波兰
        PT|portugal|prt|葡萄牙
        QA|qatar|qat|卡塔尔
        RO|romania|rou|罗马尼亚
        RS|serbia|srb|塞尔维亚
        RU|russia|russian federation|rus|俄罗斯
        SA|saudi arabia|sau|沙特阿拉伯|沙特
        SE|sweden|sverige|swe|瑞典
        SG|singapore|sgp|新加坡
        SI|slovenia|svn|斯洛文尼亚
        SK|slovakia|svk|斯洛伐克
        TH|thailand|tha|泰国
        TR|turkey|turkiye|tur|土耳其
        TW|taiwan|twn|台湾|中国台湾
        UA|ukraine|ukr|乌克兰
        US|united states|united states of america|usa|u.s.|u.s.a.|america|美国
        VN|vietnam|viet nam|vnm|越南
        ZA|south africa|zaf|南非
        """;

    private static readonly Dictionary<string, string> Codes = Build();

    /// <param name="folded">As <see cref="NormalForms.Fold"/> gives it.</param>
    public static string? Find(string folded) => Codes.GetValueOrDefault(folded);

    private static Dictionary<string, string> Build()
    {
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var names = line.Split('|');
            foreach (var name in names)
            {
                codes[NormalForms.Fold(name)] = names[0];
            }
        }

        return codes;
    }
}
