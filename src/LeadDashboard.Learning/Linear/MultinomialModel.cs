using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Linear;

/// <summary>A fitted softmax regression. Immutable, safe for concurrent use.</summary>
public sealed class MultinomialModel
{
    internal const string KindName = "multinomial";
    private const string Magic = "LEADMNOM";
    private const int Version = 1;

    private readonly AdditiveModel[] _models;

    internal MultinomialModel(string[] classes, AdditiveModel[] models)
    {
        Classes = classes;
        _models = models;
    }

    /// <summary>Names by class index.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>One per class: raw k(row) = Intercept + sum of the effects; what the softmax is taken of.</summary>
    public IReadOnlyList<AdditiveModel> ClassModels => _models;

    /// <param name="table">The columns of the table it was fitted on.</param>
    /// <param name="maxThreads">Changes the time only.</param>
    /// <returns>double[rowCount * classCount]; row r, class k at r * classCount + k; 0..1, each row adds up to
    /// 1.</returns>
    /// <exception cref="ArgumentException">Another number of columns.</exception>
    public double[] PredictProbabilities(FeatureTable table, int maxThreads = 1)
    {
        var count = _models.Length;
        var probabilities = new double[table.RowCount * count];
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, maxThreads) },
            k =>
            {
                var raw = _models[k].PredictRaw(table);
                for (var row = 0; row < raw.Length; row++)
                {
                    probabilities[row * count + k] = raw[row];
                }
            }
        );
        for (var row = 0; row < table.RowCount; row++)
        {
            SoftmaxObjective.Softmax(probabilities.AsSpan(row * count, count));
        }

        return probabilities;
    }

    /// <returns>int[rowCount]: the most probable class; the first of equals.</returns>
    public int[] Predict(FeatureTable table, int maxThreads = 1)
    {
        var count = _models.Length;
        var probabilities = PredictProbabilities(table, maxThreads);
        return
        [
            .. Enumerable
                .Range(0, table.RowCount)
                .Select(row =>
                    System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(
                        probabilities.AsSpan(row * count, count)
                    )
                ),
        ];
    }

    /// <summary>
    /// Signed share of every column in the raw score of one class, less the mean over classes (a softmax sees
    /// differences only).
    /// </summary>
    /// <param name="table">The row's table.</param>
    /// <param name="rowIndex">0-based.</param>
    /// <param name="classIndex">0-based.</param>
    /// <param name="contributions">double[columnCount], overwritten, log-odds.</param>
    /// <returns>Base value; base + sum of contributions = raw of the class - mean raw of all classes.</returns>
    public double Explain(FeatureTable table, int rowIndex, int classIndex, Span<double> contributions)
    {
        var own = new double[contributions.Length];
        contributions.Clear();
        double baseValue = 0;
        for (var k = 0; k < _models.Length; k++)
        {
            var factor = (k == classIndex ? 1.0 : 0) - 1.0 / _models.Length;
            baseValue += factor * _models[k].Explain(table, rowIndex, own);
            for (var c = 0; c < own.Length; c++)
            {
                contributions[c] += factor * own[c];
            }
        }

        return baseValue;
    }

    public void Write(Stream stream) =>
        StoredPart.Write(
            stream,
            Magic,
            Version,
            writer =>
            {
                writer.WriteArray(Classes);
                foreach (var model in _models)
                {
                    model.Write(writer);
                }
            }
        );

    /// <exception cref="InvalidDataException">Not such a model, of an unknown version, or damaged.</exception>
    public static MultinomialModel Read(Stream stream) =>
        StoredPart.Read(
            stream,
            Magic,
            Version,
            KindName,
            reader =>
            {
                var classes = reader.ReadWords();
                return new MultinomialModel(classes, [.. classes.Select(_ => AdditiveModel.Read(reader))]);
            }
        );
}
