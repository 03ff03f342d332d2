using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Cli;

/// <summary>
/// Measures the automatic pipeline and each candidate out of fold. Folds are fold(i) = ((i * 2654435761 mod 2^32) >>
/// 16) mod K of the
/// 0-based data row i, so that other programs can repeat them.
/// </summary>
internal static class EvaluateCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static Command Create(CommandIo io)
    {
        var input = new LabelledOptions();
        var folds = CommandOptions.Whole("--folds", "cli.folds", 5, 2, 20);
        var json = CommandOptions.Json();
        var command = new Command("evaluate", CliTexts.Say("cli.evaluate")) { folds, json };
        input.AddTo(command, choosesCandidates: true);
        command.SetAction(parsed => RunAsync(parsed, input, folds, json, io));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        LabelledOptions input,
        Option<int> folds,
        Option<bool> json,
        CommandIo io
    )
    {
        var file = await input.ReadAsync(parsed);
        IReadOnlyList<Line> lines;
        try
        {
            lines = Measure(file.Set, input.Training(parsed), parsed.GetValue(folds));
        }
        catch (ModelingException refusal)
        {
            throw CommandException.Refused(refusal.Said);
        }

        foreach (var note in file.Notes)
        {
            await io.Errors.WriteLineAsync(note);
        }

        foreach (var measured in lines)
        {
            await io.Output.WriteLineAsync(
                parsed.GetValue(json) ? JsonSerializer.Serialize(measured, Json) : measured.ToText()
            );
        }

        return ExitCodes.Done;
    }

    /// <summary>fold(i) = ((i * 2654435761 mod 2^32) >> 16) mod K.</summary>
    internal static int Fold(int row, int foldCount) => (int)((uint)((ulong)row * 2654435761UL) >> 16) % foldCount;

    internal static IReadOnlyList<Line> Measure(TrainingSet set, TrainingOptions options, int foldCount)
    {
        var byModel = new Dictionary<string, Sums>(StringComparer.Ordinal);
        Sums Of(string model) =>
            byModel.TryGetValue(model, out var known)
                ? known
                : byModel[model] = new Sums(
                    new double[set.RowCount],
                    new double[set.RowCount],
                    new double[set.RowCount]
                );
        for (var fold = 0; fold < foldCount; fold++)
        {
            var train = Enumerable.Range(0, set.RowCount).Where(row => Fold(row, foldCount) != fold).ToArray();
            var test = Enumerable.Range(0, set.RowCount).Where(row => Fold(row, foldCount) == fold).ToArray();
            var rows = set.Rows.SelectRows(test);
            var watch = Stopwatch.StartNew();
            var outcome = ModelTrainer.TrainAll(set.Select(train), options);
            var seconds = watch.Elapsed.TotalSeconds;
            Of("automatic").Add(outcome.Chosen, seconds, rows, test, options.MaxThreads);
            foreach (var candidate in outcome.Candidates)
            {
                Of(candidate.Kind)
                    .Add(
                        candidate,
                        outcome
                            .Chosen.Report.Candidates.First(result =>
                                string.Equals(result.Kind, candidate.Kind, StringComparison.Ordinal)
                            )
                            .FitSeconds,
                        rows,
                        test,
                        options.MaxThreads
                    );
            }
        }

        return [.. byModel.Select(pair => pair.Value.ToLine(pair.Key, set.Labels, options.Seed))];
    }

    private sealed class Sums(double[] probabilities, double[] low, double[] high)
    {
        private readonly SortedDictionary<string, int> _kinds = new(StringComparer.Ordinal);
        private double _fitSeconds;
        private double _predictSeconds;

        public void Add(TrainedModel model, double fitSeconds, RawTable rows, int[] test, int maxThreads)
        {
            var watch = Stopwatch.StartNew();
            var predicted = model.Probabilities(rows, maxThreads);
            _predictSeconds += watch.Elapsed.TotalSeconds;
            var ranges = model.Ranges(rows, maxThreads);
            _fitSeconds += fitSeconds;
            _kinds[model.Kind] = _kinds.GetValueOrDefault(model.Kind) + 1;
            for (var i = 0; i < test.Length; i++)
            {
                (probabilities[test[i]], low[test[i]], high[test[i]]) = (predicted[i], ranges.Low[i], ranges.High[i]);
            }
        }

        public Line ToLine(string model, float[] labels, int seed)
        {
            var metrics = Quality.Measure(labels, probabilities, seed);
            return new Line(
                model,
                string.Join("+", _kinds.Keys),
                metrics.RowCount,
                Math.Round(metrics.WinRate, 4),
                Round(metrics.Auc.Value),
                Round(metrics.PrAuc.Value),
                Round(metrics.LogLoss.Value),
                Round(metrics.CalibrationError),
                Round(metrics.Top10),
                Round(metrics.Top30),
                Round(metrics.Top50),
                Math.Round(_fitSeconds, 2),
                Math.Round(_predictSeconds, 2),
                Deciles(labels)
            );
        }

        /// <summary>Ten groups of equal size by score, lowest first.</summary>
        private Decile[] Deciles(float[] labels)
        {
            var order = Enumerable.Range(0, labels.Length).OrderBy(row => probabilities[row]).ToArray();
            return
            [
                .. Enumerable
                    .Range(0, 10)
                    .Select(decile =>
                        order[(int)((long)decile * order.Length / 10)..(int)((long)(decile + 1) * order.Length / 10)]
                    )
                    .Where(rows => rows.Length > 0)
                    .Select(rows => new Decile(
                        rows.Average(row => probabilities[row]),
                        rows.Average(row => labels[row]),
                        rows.Average(row => low[row]),
                        rows.Average(row => high[row])
                    )),
            ];
        }

        private static double Round(double value) => Math.Round(value, 5);
    }

    /// <summary>Means of a tenth of the rows: what was said, what came, and the range around what was said.</summary>
    internal sealed record Decile(double Probability, double Rate, double Low, double High)
    {
        public bool IsInRange => Rate >= Low && Rate <= High;
    }

    internal sealed record Line(
        string Model,
        string Kind,
        int Rows,
        double Rate,
        double Auc,
        double Ap,
        double Logloss,
        double Ece10,
        double Top10,
        double Top30,
        double Top50,
        double FitS,
        double PredictS,
        Decile[] Deciles
    )
    {
        public int DecilesInRange => Deciles.Count(decile => decile.IsInRange);

        public string ToText() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Model,-10} ({Kind})  AUC {Auc:0.0000}  PR-AUC {Ap:0.0000}  log-loss {Logloss:0.0000}  ECE "
                    + $"{Ece10:0.0000}  top 10/30/50 % {Top10:0.000} {Top30:0.000} {Top50:0.000}  fit {FitS:0.00} s  "
                    + $"predict {PredictS:0.00} s  deciles in range {DecilesInRange} of 10"
            );
    }
}
