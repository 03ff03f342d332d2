using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class QualityReportTests
{
    private static readonly ColumnMap Map = new()
    {
        Columns =
        [
            new MappedColumn
            {
                Index = 0,
                Header = "name",
                Target = TargetField.Name,
            },
            new MappedColumn
            {
                Index = 1,
                Header = "email",
                Target = TargetField.Email,
            },
            new MappedColumn
            {
                Index = 2,
                Header = "phone",
                Target = TargetField.Phone,
            },
            new MappedColumn
            {
                Index = 3,
                Header = "score",
                Target = TargetField.Custom,
                Type = FieldType.Number,
                MissingTokens = ["-"],
            },
            new MappedColumn
            {
                Index = 4,
                Header = "none",
                Target = TargetField.Ignore,
            },
        ],
    };

    [Fact]
    public void Measure_Rows_CountsFilledDistinctOutliersAndContacts()
    {
        var rows = Enumerable
            .Range(0, 98)
            .Select(i =>
                new[]
                {
                    i % 2 == 0 ? "Ann Lee" : "test",
                    $"n{i}@acme.com",
                    "030 1239876",
                    (i % 10).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    "x",
                }
            )
            .Append(["", "n@gmail.com", "12", "5000", "x"])
            .Append(["", "", "", "-", "x"])
            .ToList();

        var report = QualityReport.FromJson(QualityReport.Measure(Map, new FileFormat(), rows)!.ToJson())!;

        Assert.Equal(["name", "email", "phone", "score"], report.Columns.Select(column => column.Header));
        Assert.Equal([0.98, 0.99, 0.99, 0.99], report.Columns.Select(column => Math.Round(column.FilledShare, 2)));
        Assert.Equal(
            (2, "Ann Lee", 49),
            (report.Columns[0].Distinct, report.Columns[0].Top[0].Value, report.Columns[0].Top[0].Count)
        );
        var numbers = report.Columns[3].Numbers!;
        Assert.Equal((0, 5000, 1), (numbers.Min, numbers.Max, numbers.Outliers));
        Assert.Equal("5000", Assert.Single(numbers.OutlierExamples));
        Assert.Equal(99, numbers.Bins.Sum());
        Assert.Null(report.Columns[0].Numbers);
        Assert.Equal(
            (98, 1, 1),
            (report.MailKinds[MailKind.Business], report.MailKinds[MailKind.Free], report.MailKinds[MailKind.None])
        );
        Assert.Equal(
            (99, 98, 98, 49),
            (report.PhoneGiven, report.PhonePlausible, report.NameGiven, report.NamePlausible)
        );
    }

    [Fact]
    public void Measure_ConstantColumn_HasNoOutliers()
    {
        var rows = Enumerable
            .Range(0, 50)
            .Select(_ => new[] { "Ann", "", "", "7", "" })
            .Append(["Bob", "", "", "9", ""])
            .ToList();

        Assert.Equal(0, QualityReport.Measure(Map, new FileFormat(), rows)!.Columns[3].Numbers!.Outliers);
    }
}
