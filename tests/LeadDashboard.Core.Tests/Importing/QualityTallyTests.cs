using System.Globalization;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class QualityTallyTests
{
    private const int RowCount = 30_000;

    private static readonly ColumnMap Map = new()
    {
        Columns =
        [
            new MappedColumn
            {
                Index = 0,
                Header = "id",
                Target = TargetField.ExternalId,
            },
            new MappedColumn
            {
                Index = 1,
                Header = "country",
                Target = TargetField.Country,
                MissingTokens = ["n/a"],
            },
            new MappedColumn
            {
                Index = 2,
                Header = "visits",
                Target = TargetField.Custom,
                Type = FieldType.Number,
            },
            new MappedColumn
            {
                Index = 3,
                Header = "since",
                Target = TargetField.Custom,
                Type = FieldType.Date,
            },
        ],
    };

    [Fact]
    public void Report_LastRowsOfALargeFile_AreMeasuredLikeTheFirst()
    {
        // The first two thirds are sound, the last one has no country and far numbers.
        var report = Measure(i => i < 20_000 ? Row(i) : [Id(i), i % 2 == 0 ? "n/a" : "", "70000", "2026-03-01"]);

        Assert.Equal((RowCount, 1_000), (report.RowCount, report.SampleRowCount));
        Assert.Equal(20_000.0 / RowCount, report.Columns[1].FilledShare, 1e-12);
        Assert.Equal((0, 70_000), (report.Columns[2].Numbers!.Min, report.Columns[2].Numbers!.Max));
        Assert.InRange(report.Columns[2].Top.Single(value => value.Value == "70000").Count, 250, 420);
        Assert.Equal((3, 0), (report.Columns[1].Distinct, report.Columns[1].DistinctError));
    }

    [Fact]
    public void Report_SharesOfTheSample_AreWithinTheErrorThatIsSaidNineteenTimesInTwenty()
    {
        var within = 0;
        for (var seed = 1; seed <= 200; seed++)
        {
            var tally = new QualityTally(Map, new FileFormat(), 200, seed);
            for (var i = 0; i < 3_000; i++)
            {
                tally.Add(new FileRow(i, i + 2, [Id(i), i % 2 == 0 ? "DE" : "FR", "1", "2026-03-01"], null));
            }

            var report = tally.Report()!;
            var share = report.Columns[1].Top.Single(value => value.Value == "DE").Count / 200.0;
            Assert.InRange(report.SampleError, 0.066, 0.068);
            within += Math.Abs(share - 0.5) <= report.SampleError ? 1 : 0;
        }

        Assert.InRange(within, 180, 200);
        Assert.Equal(0, Measure(Row, 500, 500).SampleError);
    }

    [Fact]
    public void Report_ManyDifferentValues_AreEstimatedWithinTheErrorThatIsSaid()
    {
        var report = Measure(Row);

        var error = report.Columns[0].DistinctError;
        Assert.InRange(error, 0.005, 0.03);
        Assert.InRange(report.Columns[0].Distinct, RowCount * (1 - (4 * error)), RowCount * (1 + (4 * error)));
    }

    [Fact]
    public void Report_PlantedOddRows_AreNamedWithLineColumnAndLead()
    {
        var planted = new Dictionary<int, string[]>
        {
            [311] = [Id(311), "Atlantis", "5", "2026-02-02"],
            [907] = [Id(907), "DE", "99999", "2026-02-02"],
            [1_450] = [Id(1_450), "DE", "7", "1899-01-01"],
        };

        var report = Measure(i => planted.GetValueOrDefault(i) ?? Row(i), 2_000, 2_000, row => "id:" + row.Cells[0]);

        var odd = report.OddRows!;
        Assert.InRange(odd.Count, 3, 15);
        var first = odd.Take(3).OrderBy(row => row.LineNumber).ToList();
        Assert.Equal([313, 909, 1_452], first.Select(row => row.LineNumber));
        Assert.Equal(
            [("country", "Atlantis"), ("visits", "99999"), ("since", "1899-01-01")],
            first.Select(row => (row.Cells[0].Header, row.Cells[0].Value))
        );
        Assert.Equal("id:" + Id(311), first[0].LeadKey);
        Assert.All(odd, row => Assert.InRange(row.Score, 0.5, 1));
        Assert.All(odd, row => Assert.InRange(row.Cells.Sum(cell => cell.Share), 0.1, 1.000001));
    }

    [Fact]
    public void Report_ReadTwice_IsTheSame() => Assert.Equal(Measure(Row).ToJson(), Measure(Row).ToJson());

    [Fact]
    public void Report_AFewRows_HasNoOddOnes()
    {
        var report = Measure(Row, 40);

        Assert.Equal((40, 40), (report.RowCount, report.SampleRowCount));
        Assert.Empty(report.OddRows!);
    }

    [Fact]
    public void Report_BlankAndBrokenRows_AreNotMeasured()
    {
        var tally = new QualityTally(Map, new FileFormat());
        tally.Add(new FileRow(0, 2, ["", " ", "", ""], null));
        tally.Add(new FileRow(1, 3, ["a"], Message.Verbatim("too short")));

        Assert.Null(tally.Report());
    }

    private static QualityReport Measure(
        Func<int, string[]> row,
        int rowCount = RowCount,
        int sampleRows = 1_000,
        Func<FileRow, string?>? leadKeyOf = null
    )
    {
        var tally = new QualityTally(Map, new FileFormat(), sampleRows);
        for (var i = 0; i < rowCount; i++)
        {
            tally.Add(new FileRow(i, i + 2, row(i), null));
        }

        return QualityReport.FromJson(tally.Report(leadKeyOf)!.ToJson())!;
    }

    private static string Id(int i) => (100_000 + i).ToString(CultureInfo.InvariantCulture);

    private static string[] Row(int i) =>
        [
            Id(i),
            (i % 3) switch
            {
                0 => "DE",
                1 => "fr",
                _ => "US",
            },
            (i * 7 % 40).ToString(CultureInfo.InvariantCulture),
            new DateTime(2026, 1, 1).AddDays(i * 11 % 90).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ];
}
