using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Core.Tests.Modeling;

public sealed class FeatureRecipeTests
{
    private const int RowCount = 400;

    private static readonly float[] Labels = [.. Enumerable.Range(0, RowCount).Select(i => i % 4 == 0 ? 1f : 0f)];

    [Fact]
    public void Fit_UselessAndForbiddenColumns_AreLeftOutEachWithItsReason()
    {
        var random = new Random(1);
        var age = Enumerable.Range(0, RowCount).Select(_ => (float)random.Next(18, 80)).ToArray();
        var recipe = Fit(
            RawColumn.OfNumbers("age", "age", age),
            RawColumn.OfNumbers("age again", "age again", [.. age]),
            RawColumn.OfNumbers("constant", "constant", [.. age.Select(_ => 7f)]),
            RawColumn.OfWords("empty", "empty", [.. age.Select(_ => "")]),
            RawColumn.OfNumbers("row id", "row id", [.. Enumerable.Range(0, RowCount).Select(i => 1000f + i)]),
            RawColumn.OfWords("e-mail", "e-mail", [.. Enumerable.Range(0, RowCount).Select(i => $"a{i}@b.c")]),
            RawColumn.OfWords("contract", "contract", [.. Labels.Select(label => label > 0 ? "signed" : "none yet")]),
            RawColumn.OfNumbers(
                "call length",
                "call length",
                [.. Labels.Select((label, i) => label > 0 ? 500f + i % 90 : 20f + i % 70)]
            )
        );

        Assert.Equal("age", Assert.Single(recipe.Features).Name);
        Message Reason(string name) =>
            recipe.Excluded.ToDictionary(column => column.Name, column => column.Reason, StringComparer.Ordinal)[name];
        Assert.Equal(new Message(ReportMessages.ColumnTwin, "age"), Reason("age again"));
        Assert.Equal(new Message(ReportMessages.ColumnConstant, "7"), Reason("constant"));
        Assert.Equal(ReportMessages.ColumnEmpty, Reason("empty").Key);
        Assert.Equal(ReportMessages.ColumnIdentifier, Reason("row id").Key);
        Assert.Equal(ReportMessages.ColumnIdentifier, Reason("e-mail").Key);
        Assert.Equal(ReportMessages.ColumnLeak, Reason("contract").Key);
        Assert.Equal(ReportMessages.ColumnLeak, Reason("call length").Key);
    }

    [Fact]
    public void Fit_StrongButHonestColumn_IsKept()
    {
        var random = new Random(2);

        var recipe = Fit(
            RawColumn.OfNumbers(
                "pages",
                "pages",
                [.. Labels.Select(label => (float)(2 * label + random.NextDouble() * 3))]
            )
        );

        Assert.Equal("pages", Assert.Single(recipe.Features).Name);
    }

    [Fact]
    public void Build_SentinelAndMissingColumn_AreMissing()
    {
        var recipe = Fit(
            RawColumn.OfNumbers(
                "days",
                "days",
                [.. Enumerable.Range(0, RowCount).Select(i => i % 2 == 0 ? 999f : i % 30)]
            ),
            RawColumn.OfWords(
                "city",
                "city",
                [.. Enumerable.Range(0, RowCount).Select(i => i % 3 == 0 ? "Rome" : "Oslo")]
            )
        );
        var rows = new RawTable([RawColumn.OfNumbers("days", "days", [999, 3])], 2);

        var table = LeadFeatures.Build(recipe, rows);

        Assert.Equal([float.NaN, 3], table.Columns[0].Numbers);
        Assert.Equal([-1, -1], table.Columns[1].Codes);
    }

    [Fact]
    public void BuildForTraining_TextOfOneRow_HasNotMetItsOwnOutcome()
    {
        // Every phrase is used six times; the outcome is chance. Fitted on all rows, phrases would seem to know their
        // outcomes.
        var random = new Random(3);
        var texts = Enumerable.Range(0, RowCount).Select(i => "phrase" + i / 6).ToArray();
        var labels = texts.Select(_ => (float)random.Next(2)).ToArray();
        var set = TrainingSet.FromTable(new RawTable([RawColumn.OfTexts("notes", "notes", texts)], RowCount), labels);
        var recipe = FeatureRecipe.Fit(set);

        double Auc(Learning.Tables.FeatureTable table) =>
            Learning.Evaluation.RocCurve.Area(
                Learning.Evaluation.RankedOutcomes.From(
                    labels,
                    [.. table.Columns[0].Numbers.Select(number => float.IsNaN(number) ? 0 : (double)number)]
                )
            );

        Assert.InRange(Auc(LeadFeatures.BuildForTraining(recipe, set)), 0.3, 0.58);
        Assert.True(Auc(LeadFeatures.Build(recipe, set.Rows)) > 0.65);
    }

    [Fact]
    public void Fit_MailDomains_AreNoIdentifierWhereSomeAreShared()
    {
        var recipe = Fit(
            RawColumn.OfWords(
                "domain",
                "domain",
                [.. Enumerable.Range(0, RowCount).Select(i => i % 8 == 0 ? "free.example" : $"firm{i}.example")]
            )
        );

        Assert.Equal("free.example", Assert.Single(recipe.Features).Categories[0]);
    }

    [Fact]
    public void Build_SameRowsAnyTime_SameFeaturesAsInTraining()
    {
        var set = MadeLeads.Make(300).Set();
        var recipe = FeatureRecipe.Fit(set);
        var whole = LeadFeatures.Build(recipe, set.Rows);
        var alone = LeadFeatures.Build(recipe, set.Rows.SelectRows([17]));

        for (var c = 0; c < whole.ColumnCount; c++)
        {
            Assert.Equal(whole.Columns[c].Select([17]).Numbers, alone.Columns[c].Numbers);
            Assert.Equal(whole.Columns[c].Select([17]).Codes, alone.Columns[c].Codes);
        }
    }

    private static FeatureRecipe Fit(params RawColumn[] columns) =>
        FeatureRecipe.Fit(TrainingSet.FromTable(new RawTable(columns, RowCount), Labels));
}
