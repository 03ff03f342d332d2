using System.Globalization;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class ColumnMapTests
{
    private static readonly string[] Ten =
    [
        .. Enumerable.Range(1, 10).Select(i => i.ToString(CultureInfo.InvariantCulture)),
    ];

    [Fact]
    public void Suggest_EachColumn_SaysWhatSpeaksForIt()
    {
        var rows = Enumerable
            .Range(1, 10)
            .Select(i => new[] { $"a{i}@x.com", i % 2 == 0 ? "soon" : "later", i % 3 == 0 ? "red" : "blue", "" })
            .ToList();

        var map = ColumnMap.Suggest(["email", "created", "colour", "remark"], rows).Map;

        Message[] expected =
        [
            new(ImportMessages.ByName),
            new(ImportMessages.ValuesDoNotFit, ImportWords.WordFor(TargetField.Created)),
            new(ImportMessages.OwnField),
            new(ImportMessages.EmptyInSample),
        ];
        Assert.Equal(expected.Select(message => message.ToJson()), map.Columns.Select(c => c.Evidence!.ToJson()));
    }

    [Theory]
    [InlineData(
        "Record ID,First Name,Last Name,Email,Phone Number,Company Name,Job Title,Lead Status,Create Date,Contact "
            + "owner,Original Traffic Source",
        "ExternalId,FirstName,LastName,Email,Phone,Company,Title,Outcome,Created,Owner,Source"
    )]
    [InlineData(
        "Lead ID,First Name,Last Name,Email,Phone,Company / Account,Title,Status,Created Date,Lead Owner,Lead Source",
        "ExternalId,FirstName,LastName,Email,Phone,Company,Title,Outcome,Created,Owner,Source"
    )]
    [InlineData(
        "(Do Not Modify) Lead,First Name,Last Name,Email,Mobile Phone,Company Name,Job Title,Status,Created "
            + "On,Owner,Lead Source",
        "ExternalId,FirstName,LastName,Email,Phone,Company,Title,Outcome,Created,Owner,Source"
    )]
    [InlineData(
        "External ID,Contact Name,City,Email,Phone,Company Name,Job Position,Stage,Created on,Salesperson,Source",
        "ExternalId,Name,City,Email,Phone,Company,Title,Outcome,Created,Owner,Source"
    )]
    [InlineData(
        "线索编号,姓名,城市,邮箱,手机,公司名称,职位,状态,创建时间,负责人,来源",
        "ExternalId,Name,City,Email,Phone,Company,Title,Outcome,Created,Owner,Source"
    )]
    public void Suggest_ExportOfACrm_MapsItsHeaders(string header, string expected)
    {
        var rows = Ten.Select(i =>
                new[]
                {
                    "00Q" + i,
                    "Ann" + i,
                    "Lee" + i,
                    $"ann{i}@x.com",
                    "+49 30 12345" + i.PadLeft(2, '0'),
                    "Acme " + i,
                    "CEO",
                    i is "1" ? "Won"
                    : i is "2" ? "Lost"
                    : "Working",
                    "2026-01-" + i,
                    "Rep " + i,
                    "Web",
                }
            )
            .ToList();

        var map = ColumnMap.Suggest(header.Split(','), rows).Map;

        Assert.Equal(expected.Split(','), map.Columns.Select(c => c.Target.ToString()));
        Assert.Empty(map.Validate());
        Assert.Equal(["Won"], map.Outcome!.WonValues);
        Assert.Equal(["Lost"], map.Outcome.LostValues);
        Assert.Equal(["Working"], map.Outcome.OpenValues);
    }

    [Theory]
    [InlineData("y", "yes,no", "yes", "no")]
    [InlineData("converted", "1,0", "1", "0")]
    [InlineData("Revenue", "TRUE,FALSE", "TRUE", "FALSE")]
    [InlineData("anything", "Won,Lost", "Won", "Lost")]
    [InlineData("y", "no,no", "yes", "no")]
    [InlineData("是否成交", "是,否", "是", "否")]
    [InlineData("状态", "成交,丢单", "成交", "丢单")]
    [InlineData("Stage", "Closed Won,Closed Lost", "Closed Won", "Closed Lost")]
    public void Suggest_OutcomeColumn_IsFoundWithItsWords(string name, string words, string won, string lost)
    {
        var rows = words.Split(',').Select((w, i) => new[] { "Ann" + i, "yes", w }).ToList();

        var map = ColumnMap.Suggest(["name", "newsletter", name], rows).Map;

        Assert.Equal(name, map.OutcomeColumn?.Header);
        Assert.Equal([won], map.Outcome!.WonValues);
        Assert.Equal([lost], map.Outcome.LostValues);
    }

    [Theory]
    [InlineData("newsletter", "yes,no")]
    [InlineData("state", "wa,qld")]
    [InlineData("status", "single,married")]
    [InlineData("revenue", "1000,2000")]
    public void Suggest_ColumnsThatOnlyLookAlike_AreNoOutcome(string name, string words)
    {
        var map = ColumnMap.Suggest(["id", name], [.. words.Split(',').Select((w, i) => new[] { "a" + i, w })]).Map;

        Assert.Null(map.OutcomeColumn);
        Assert.Empty(map.Validate());
        Assert.Contains(map.Warnings(), w => w.English().Contains("open leads", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("poutcome")]
    [InlineData("prev_outcome")]
    [InlineData("Previous Result")]
    [InlineData("lastOutcome")]
    [InlineData("Old status")]
    [InlineData("result of last campaign")]
    [InlineData("上次结果")]
    [InlineData("历史成交状态")]
    public void Suggest_OutcomeOfAnEarlierTime_IsNoOutcome(string name)
    {
        var rows = new[] { "success", "failure", "nonexistent", "failure" }
            .Select((word, i) => new[] { "Ann" + i, word })
            .ToList();

        var alone = ColumnMap.Suggest(["name", name], rows).Map;
        var beside = ColumnMap
            .Suggest(["name", name, "y"], [.. rows.Select((row, i) => (string[])[.. row, i % 2 == 0 ? "yes" : "no"])])
            .Map;

        Assert.Null(alone.OutcomeColumn);
        Assert.Equal((TargetField.Custom, FieldType.Category), (alone.Columns[1].Target, alone.Columns[1].Type));
        Assert.Equal("y", beside.OutcomeColumn?.Header);
    }

    [Theory]
    [InlineData("purchased")]
    [InlineData("purchase")]
    [InlineData("outcome")]
    [InlineData("Lead outcome")]
    public void Suggest_NameThatOnlyBeginsLikeAnEarlierOne_IsTheOutcome(string name) =>
        Assert.Equal(
            name,
            ColumnMap
                .Suggest(
                    ["name", name],
                    [
                        ["Ann", "won"],
                        ["Bob", "lost"],
                    ]
                )
                .Map.OutcomeColumn?.Header
        );

    [Fact]
    public void Suggest_ColumnNamedLikeAKnownCustomField_StaysThatField()
    {
        string[][] rows =
        [
            ["Ann", "success"],
            ["Bob", "failure"],
        ];

        Assert.Equal("Trial result", ColumnMap.Suggest(["name", "Trial result"], rows).Map.OutcomeColumn?.Header);
        Assert.Equal(
            TargetField.Custom,
            ColumnMap.Suggest(["name", "Trial result"], rows, customFields: ["trial result"]).Map.Columns[1].Target
        );
    }

    [Fact]
    public void Suggest_TwoColumnsForOneTargetOfSpend_LeavesAMapThatIsValid()
    {
        var map = ColumnMap
            .Suggest(
                ["Day", "Campaign", "Campaign name", "Spend"],
                [
                    ["2026-01-02", "Spring", "Spring 26", "10"],
                ],
                kind: ImportKind.Spend
            )
            .Map;

        Assert.Empty(map.Validate());
        Assert.Equal(TargetField.Ignore, map.Columns[2].Target);
    }

    [Fact]
    public void Suggest_BankLikeFile_KeepsCountsAsCountsAndPointsOutDuration()
    {
        var random = new Random(2);
        var rows = Enumerable
            .Range(0, 600)
            .Select(i =>
            {
                var won = i % 9 == 0;
                return new[]
                {
                    random.Next(20, 70).ToString(CultureInfo.InvariantCulture),
                    random.Next(2) == 0 ? "cellular" : "telephone",
                    random.Next(10) == 0 ? "unknown" : "no",
                    ((won ? 400 : 150) + random.Next(300)).ToString(CultureInfo.InvariantCulture),
                    random.Next(1, 6).ToString(CultureInfo.InvariantCulture),
                    random.Next(20) == 0 ? "3" : "999",
                    won ? "yes" : "no",
                };
            })
            .ToList();

        var suggestion = ColumnMap.Suggest(["age", "contact", "default", "duration", "campaign", "pdays", "y"], rows);

        Assert.Equal(
            [
                "Custom Number", "Custom Category", "Custom Boolean", "Custom Number", "Custom Number", "Custom Number",
                "Outcome Category",
            ],
            suggestion.Map.Columns.Select(c => $"{c.Target} {c.Type}")
        );
        Assert.Equal(["unknown"], suggestion.Map.Columns[2].MissingTokens);
        Assert.Equal(["999"], suggestion.Map.Columns[5].MissingTokens);
        var leak = Assert.Single(suggestion.Leaks);
        Assert.Equal("duration", leak.Header);
        Assert.InRange(leak.Auc, 0.8, 1);
        Assert.StartsWith(
            "duration looks as if it is filled in after the outcome",
            leak.Reason.English(),
            StringComparison.Ordinal
        );
        Assert.False(suggestion.Map.Columns[3].IsExcluded);
    }

    [Fact]
    public void Suggest_ColumnFilledOnlyForWins_IsPointedOutWhateverItsName()
    {
        var rows = Enumerable
            .Range(0, 200)
            .Select(i =>
                new[]
                {
                    "lead" + i,
                    i % 4 == 0 ? "K-" + (i * 7) : "",
                    i % 3 == 0 ? "web" : "fair",
                    i % 4 == 0 ? "won" : "lost",
                }
            )
            .ToList();

        var leak = Assert.Single(ColumnMap.Suggest(["id", "folder", "origin", "outcome"], rows).Leaks);

        Assert.Equal(("folder", 1.0), (leak.Header, leak.Auc));
    }

    [Fact]
    public void Suggest_AWordPerRow_IsNoLeak()
    {
        var rows = Enumerable.Range(0, 400).Select(i => new[] { "street " + i, i % 4 == 0 ? "won" : "lost" }).ToList();

        Assert.Empty(ColumnMap.Suggest(["address", "outcome"], rows).Leaks);
    }

    [Fact]
    public void Suggest_EmailsUnderAnotherName_AreFoundByContent()
    {
        var map = ColumnMap.Suggest(["who", "points"], [.. Ten.Select(i => new[] { $"a{i}@x.com", i })]).Map;

        Assert.Equal(TargetField.Email, map.Columns[0].Target);
    }

    [Fact]
    public void Suggest_TwoColumnsForOneTarget_TheFullerOneKeepsIt()
    {
        var map = ColumnMap
            .Suggest(["email", "e-mail"], [.. Ten.Select(i => new[] { i == "1" ? "a@x.com" : "", $"a{i}@x.com" })])
            .Map;

        Assert.Equal([TargetField.Custom, TargetField.Email], map.Columns.Select(c => c.Target));
        Assert.Empty(map.Validate());
    }

    [Fact]
    public void Validate_TwoColumnsForOneTarget_NamesThem()
    {
        var map = new ColumnMap
        {
            Columns = [Column(0, "mail", TargetField.Email), Column(1, "e-mail", TargetField.Email)],
        };

        Assert.Contains(
            "'mail', 'e-mail' are both mapped to E-mail",
            Assert.Single(map.Validate()).Message.English(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Validate_OutcomeWithoutWonValue_IsRefused()
    {
        var map = new ColumnMap
        {
            Columns = [Column(0, "result", TargetField.Outcome)],
            Outcome = new OutcomeWords { LostValues = ["no"] },
        };

        Assert.Contains(
            "No value of the outcome column 'result' means won",
            Assert.Single(map.Validate()).Message.English(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Validate_WordWithTwoMeanings_IsRefused()
    {
        var map = new ColumnMap
        {
            Columns = [Column(0, "result", TargetField.Outcome)],
            Outcome = new OutcomeWords { WonValues = ["yes", "done"], LostValues = ["Done"] },
        };

        Assert.Contains(
            "'done' in the outcome column 'result' has two meanings",
            Assert.Single(map.Validate()).Message.English(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(ImportKind.Activities, 2)]
    [InlineData(ImportKind.Spend, 3)]
    [InlineData(ImportKind.Leads, 1)]
    public void Validate_NothingMapped_SaysWhatIsNeeded(ImportKind kind, int errorCount) =>
        Assert.Equal(
            errorCount,
            new ColumnMap { Kind = kind, Columns = [Column(0, "x", TargetField.Ignore)] }
                .Validate()
                .Count
        );

    [Fact]
    public void Json_RoundTrip_KeepsEverything()
    {
        var map = ColumnMap
            .Suggest(
                ["姓名", "pdays", "y"],
                [
                    ["王芳", "999", "yes"],
                    ["李强", "3", "no"],
                ]
            )
            .Map.WithExcluded(1, Message.Verbatim("known only after"));

        var copy = ColumnMap.FromJson(map.ToJson());

        Assert.Equal(map.ToJson(), copy.ToJson());
        Assert.Equal("姓名", copy.Columns[0].Header);
        Assert.Equal(
            (true, Message.Verbatim("known only after"), FieldType.Number),
            (copy.Columns[1].IsExcluded, copy.Columns[1].ExcludedReason, copy.Columns[1].Type)
        );
        Assert.Equal(["yes"], copy.Outcome!.WonValues);
    }

    [Fact]
    public void HeaderFingerprint_CaseAndBlanks_DoNotMatterButOrderDoes()
    {
        Assert.Equal(
            ColumnMap.HeaderFingerprint(["Name", "E-Mail"]),
            ColumnMap.HeaderFingerprint([" name ", "e-mail"])
        );
        Assert.NotEqual(
            ColumnMap.HeaderFingerprint(["name", "e-mail"]),
            ColumnMap.HeaderFingerprint(["e-mail", "name"])
        );
        Assert.NotEqual(ColumnMap.HeaderFingerprint(["a,b"]), ColumnMap.HeaderFingerprint(["a", "b"]));
    }

    private static MappedColumn Column(int index, string header, TargetField target) =>
        new()
        {
            Index = index,
            Header = header,
            Target = target,
        };
}
