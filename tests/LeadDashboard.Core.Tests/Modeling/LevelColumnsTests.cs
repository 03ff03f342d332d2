using System.Text;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Core.Tests.Modeling;

public sealed class LevelColumnsTests
{
    private static readonly TrainingOptions Quick = TrainingOptions.Default with
    {
        Candidates = [ModelKind.Logistic],
        FoldCount = 2,
        MeasuresUncertainty = false,
    };

    [Fact]
    public void Train_CategoriesOfManyLevels_RanksFarBetterThanTheKeptCategoriesAlone()
    {
        var made = ManyLevels.Make(12_000, 1);
        var capped = made with { Words = [.. made.Words.Select(Capped)] };

        var withLevels = AucOnLaterRows(made);
        var alone = AucOnLaterRows(capped);

        Assert.True(withLevels > alone + 0.02, $"{withLevels:0.0000} with levels, {alone:0.0000} without.");
    }

    [Fact]
    public void Train_CategoriesOfManyLevels_ACoefficientForEachLevelIsChosen()
    {
        var made = ManyLevels.Make(12_000, 4);
        var set = TrainingSet.FromTable(made.Table(), made.Labels);

        var model = ModelTrainer.Train(
            set,
            Quick with
            {
                Candidates = [ModelKind.Rates, ModelKind.Logistic, ModelKind.LevelLogistic],
                FoldCount = 5,
            }
        );

        var losses = model.Report.Candidates.ToDictionary(
            result => result.Kind,
            result => result.Metrics.LogLoss.Value,
            StringComparer.Ordinal
        );
        var (levels, logistic) = (losses[ModelKind.LevelLogistic.Name()], losses[ModelKind.Logistic.Name()]);
        Assert.True(model.Report.Candidates.Single(result => result.IsChosen).Kind == ModelKind.LevelLogistic.Name());
        Assert.True(levels < logistic - 0.002, $"{levels:0.0000} by level, {logistic:0.0000} by win rate.");
        Assert.Equal(
            model.Probabilities(made.Table()),
            TrainedModel.FromBytes(model.ToBytes()).Probabilities(made.Table())
        );
        Assert.All(
            LeadScorer.Score(model, made.Table().SelectRows([0, 1, 2])),
            score =>
                Assert.Equal(
                    Math.Log(score.Probability / (1 - score.Probability)),
                    score.BaseLogOdds + score.Reasons.Sum(reason => reason.LogOdds),
                    1e-9
                )
        );
    }

    [Fact]
    public void Train_CategoriesOfFewLevels_HasNoSuchCandidate()
    {
        var made = ManyLevels.Make(2_000, 4);
        var set = TrainingSet.FromTable(new RawTable([made.Table().Columns[0]], 2_000), made.Labels);

        var model = ModelTrainer.Train(
            set,
            Quick with { Candidates = [ModelKind.Logistic, ModelKind.LevelLogistic] }
        );

        Assert.Equal([ModelKind.Logistic.Name()], model.Report.Candidates.Select(result => result.Kind));
    }

    [Fact]
    public void Score_UnseenLevel_IsBetweenTheBestAndTheWorstAndGivesOneReasonPerField()
    {
        var made = ManyLevels.Make(6000, 2);
        var model = ModelTrainer.Train(TrainingSet.FromTable(made.Table(), made.Labels), Quick);
        var known = made.Words[2].CountBy(word => word).Where(level => level.Value >= 3).Select(level => level.Key);
        var rows = OneColumnVaried(made, 2, ["never seen", "nor this", .. known]);

        var scores = LeadScorer.Score(model, rows);

        Assert.Equal(scores[0].Probability, scores[1].Probability);
        Assert.InRange(
            scores[0].Probability,
            scores.Min(score => score.Probability) + 0.01,
            scores.Max(score => score.Probability) - 0.01
        );
        Assert.All(
            scores,
            score =>
            {
                var names = score.Reasons.Select(reason => reason.Feature).ToArray();
                Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
                Assert.Equal(
                    Math.Log(score.Probability / (1 - score.Probability)),
                    score.BaseLogOdds + score.Reasons.Sum(reason => reason.LogOdds),
                    1e-9
                );
            }
        );
        Assert.Equal("never seen", scores[0].Reasons.Single(reason => reason.Feature == "c2").Value);
    }

    [Fact]
    public void ToBytes_RareLevels_AreNotInClearAndScoreTheSameWhenReadBack()
    {
        var made = ManyLevels.Make(6000, 3);
        var model = ModelTrainer.Train(TrainingSet.FromTable(made.Table(), made.Labels), Quick);
        var bytes = model.ToBytes();
        var text = Encoding.UTF8.GetString(bytes);

        Assert.Equal(
            model.Probabilities(made.Table()),
            TrainedModel.FromBytes(bytes).Probabilities(made.Table())
        );
        Assert.Contains(model.Recipe.Features, feature => feature is { Source: "c2", Level: LevelPart.Rate });
        Assert.DoesNotContain(model.Recipe.Features, feature => feature is { Source: "c0", Level: not null });
        Assert.All(
            made.Words[2].CountBy(word => word).Where(level => level.Value < 10),
            level => Assert.DoesNotContain($"\"{level.Key}\"", text, StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public void Fit_NamesReadAsTexts_HaveLevelsAndSentencesHaveNone()
    {
        var labels = Enumerable.Range(0, 600).Select(row => row % 4 == 0 ? 1f : 0f).ToArray();
        var set = TrainingSet.FromTable(
            new RawTable(
                [
                    RawColumn.OfTexts("firm", "firm", [.. labels.Select((_, row) => $"Firm {row * 7 % 200}")]),
                    RawColumn.OfTexts("note", "note", [.. labels.Select((_, row) => $"Called in week {row}, again")]),
                ],
                600
            ),
            labels
        );

        var levels = FeatureRecipe.Fit(set).Features.Where(feature => feature.Level is not null).ToArray();

        Assert.Equal(["firm (win rate)", "firm (rows)"], levels.Select(feature => feature.Name));
    }

    [Fact]
    public void FromBytes_FileWithoutDatesAndLevels_ScoresTheSame()
    {
        var numbers = Enumerable.Range(0, 600).Select(row => (float)(row * 7 % 101)).ToArray();
        var table = new RawTable([RawColumn.OfNumbers("n", "n", numbers)], 600);
        var labels = numbers.Select((number, row) => number + row % 13 * 5 > 90 ? 1f : 0f).ToArray();
        var model = ModelTrainer.Train(TrainingSet.FromTable(table, labels), Quick);

        var older = TrainedModel.FromBytes(WithoutNewParts(model.ToBytes()));

        Assert.Null(older.Recipe.Features[0].Date);
        Assert.Empty(older.Recipe.Levels);
        Assert.Equal(model.Probabilities(table), older.Probabilities(table));
    }

    private static byte[] WithoutNewParts(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(reader.ReadString());
        writer.Write(reader.ReadInt32());
        var recipe = reader.ReadString();
        var older = recipe
            .Replace(",\"Date\":null,\"Level\":null", "", StringComparison.Ordinal)
            .Replace(",\"Levels\":{}", "", StringComparison.Ordinal);
        Assert.DoesNotContain("Level", older, StringComparison.Ordinal);
        Assert.NotEqual(recipe, older);
        writer.Write(older);
        writer.Write(reader.ReadBytes(bytes.Length));
        return stream.ToArray();
    }

    /// <summary>Every word that the encoder drops as one word of its own, so that no row is dropped.</summary>
    private static string[] Capped(string[] words)
    {
        var kept = CategoryEncoder.Fit(words, MissingTokens.IsMissing).Categories.ToHashSet(StringComparer.Ordinal);
        return [.. words.Select(word => kept.Contains(word) ? word : "one of the rest")];
    }

    private static double AucOnLaterRows(ManyLevels made)
    {
        var count = made.Labels.Length * 3 / 4;
        var (table, later) = (made.Table(), Enumerable.Range(count, made.Labels.Length - count).ToArray());
        var model = ModelTrainer.Train(
            TrainingSet.FromTable(table.SelectRows([.. Enumerable.Range(0, count)]), made.Labels[..count]),
            Quick
        );
        return RocCurve.Area(
            RankedOutcomes.From(made.Labels[count..], model.Probabilities(table.SelectRows(later)))
        );
    }

    /// <summary>The first row again and again, with other words in one column.</summary>
    private static RawTable OneColumnVaried(ManyLevels made, int column, string[] words) =>
        new(
            [
                .. made.Words.Select((all, c) =>
                    RawColumn.OfWords("c" + c, "c" + c, c == column ? words : [.. words.Select(_ => all[0])])
                ),
            ],
            words.Length
        );
}
