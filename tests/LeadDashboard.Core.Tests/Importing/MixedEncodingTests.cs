using System.Text;
using LeadDashboard.Core.Files.Encodings;
using LeadDashboard.Core.Importing;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>
/// Lines of another encoding among those of a file are read as they are written, or rejected one by one: no letter is
/// replaced, and no line changes how the others are read.
/// </summary>
public sealed class MixedEncodingTests
{
    private const string Header = "Name,City,Email\n";

    static MixedEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public async Task Import_FewWesternLinesAmongUtf8_AreReadAndTold()
    {
        var outcome = await ImportAsync(
            ("utf-8", Header + "José,Málaga,a@x.example\n王芳,北京,b@x.example\nAnn,Rome,c@x.example\n"),
            ("windows-1252", "Jürgen,Köln,d@x.example\n"),
            ("utf-8", "Zoë,Zürich,e@x.example\n")
        );

        Assert.Equal(["José", "王芳", "Ann", "Jürgen", "Zoë"], outcome.Leads.Select(lead => lead.Lead.Name));
        Assert.Equal(["Málaga", "北京", "Rome", "Köln", "Zürich"], outcome.Leads.Select(lead => lead.Lead.City));
        Assert.Equal(TextEncodings.Utf8, outcome.Format!.EncodingName);
        var told = Assert.Single(outcome.Format.Evidence, said => said.Key == ImportMessages.LinesReadAs);
        Assert.Equal([1L, TextEncodings.Windows1252, "5"], told.Values);
    }

    [Fact]
    public async Task Import_FewUtf8LinesAmongWesternOnes_AreReadAndTold()
    {
        var outcome = await ImportAsync(
            ("windows-1252", Header + "José,Málaga,a@x.example\nJürgen,Köln,b@x.example\nRené,Orléans,c@x.example\n"),
            ("utf-8", "Zoë,Łódź,d@x.example\n")
        );

        Assert.Equal(["José", "Jürgen", "René", "Zoë"], outcome.Leads.Select(lead => lead.Lead.Name));
        Assert.Equal("Łódź", outcome.Leads[3].Lead.City);
        Assert.Equal(TextEncodings.Windows1252, outcome.Format!.EncodingName);
    }

    [Fact]
    public async Task Import_FewChineseLinesOfGb18030AmongUtf8_AreReadAndTold()
    {
        var outcome = await ImportAsync(
            ("utf-8", Header + "王芳,北京,a@x.example\n李强,上海,b@x.example\n"),
            ("gb18030", "张伟,广州,c@x.example\n")
        );

        Assert.Equal(["王芳", "李强", "张伟"], outcome.Leads.Select(lead => lead.Lead.Name));
    }

    /// <summary>Half a character of UTF-8 is no letter of another encoding.</summary>
    [Theory]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xE7, 0x8E })]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0x81 })]
    public async Task Import_LineCutWithinACharacter_IsRejectedAlone(byte[] odd)
    {
        byte[] bytes =
        [
            .. Encoding.UTF8.GetBytes(Header + "José,Málaga,a@x.example\nZoë,Zürich,b@x.example\nJ"),
            .. odd,
            .. Encoding.UTF8.GetBytes(",Ulm,c@x.example\nÅsa,Örebro,d@x.example\n"),
        ];

        var outcome = await TableText.ImportAsync(new MemoryStream(bytes));

        Assert.Equal(["José", "Zoë", "Åsa"], outcome.Leads.Select(lead => lead.Lead.Name));
        var error = Assert.Single(outcome.Errors);
        Assert.Equal((4, ImportMessages.Undecodable), (error.LineNumber, error.Reason.Key));
        Assert.Contains(outcome.Format!.Evidence, said => said.Key == ImportMessages.LinesUnreadable);
    }

    /// <summary>The odd line may stand anywhere, also across the pieces in which a file is read.</summary>
    [Fact]
    public async Task Import_ManyMixedLines_LoseNoLetter()
    {
        var parts = new List<(string, string)> { ("utf-8", Header) };
        for (var i = 0; i < 30_000; i++)
        {
            parts.Add((i % 7 == 3 ? "windows-1252" : "utf-8", $"Jürgen {i},Köln,n{i}@x.example\r\n"));
        }

        var outcome = await ImportAsync([.. parts]);

        Assert.Equal((30_000, 0), (outcome.Leads.Count, outcome.Errors.Count));
        Assert.All(outcome.Leads, (lead, i) => Assert.Equal(($"Jürgen {i}", "Köln"), (lead.Lead.Name, lead.Lead.City)));
    }

    private static Task<TableText.Outcome> ImportAsync(params (string Encoding, string Text)[] parts) =>
        TableText.ImportAsync(
            new MemoryStream([.. parts.SelectMany(part => Encoding.GetEncoding(part.Encoding).GetBytes(part.Text))])
        );
}
