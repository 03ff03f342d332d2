using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Linear;

/// <summary>
/// raw(row) = Intercept + sum over columns of Effects[column](value): what logistic regression and smoothed rates both
/// come to.
/// Immutable, safe for concurrent use.
/// </summary>
public sealed class AdditiveModel : ILearnedModel
{
    internal const string FileKind = "additive";

    private const int Version = 1;

    public AdditiveModel(string kind, double intercept, IReadOnlyList<ColumnEffect> effects)
    {
        Kind = kind;
        Intercept = intercept;
        Effects = effects;
    }

    /// <summary>"logistic", "elastic-net", "multinomial" (one class of several) or "rates".</summary>
    public string Kind { get; }

    public string StoredKind => FileKind;

    /// <summary>Log-odds of the average training row on this scale.</summary>
    public double Intercept { get; }

    /// <summary>One per column of the training table, in its order.</summary>
    public IReadOnlyList<ColumnEffect> Effects { get; }

    public double[] PredictRaw(FeatureTable table, int maxThreads = 1)
    {
        RequireColumns(table);
        var raw = new double[table.RowCount];
        Array.Fill(raw, Intercept);
        for (var c = 0; c < Effects.Count; c++)
        {
            var effect = Effects[c];
            var column = table.Columns[c];
            if (effect.Values.Length == 0 && effect.MissingValue == 0)
            {
                continue;
            }

            if (column.Kind == FeatureKind.Category)
            {
                for (var row = 0; row < raw.Length; row++)
                {
                    raw[row] += effect.AtCode(column.Codes[row]);
                }
            }
            else
            {
                for (var row = 0; row < raw.Length; row++)
                {
                    raw[row] += effect.AtNumber(column.Numbers[row]);
                }
            }
        }

        return raw;
    }

    public double Explain(FeatureTable table, int rowIndex, Span<double> contributions)
    {
        RequireColumns(table);
        return LinearShap.Explain(this, table, rowIndex, contributions);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Version);
        writer.Write(Kind);
        writer.Write(Intercept);
        writer.Write(Effects.Count);
        foreach (var effect in Effects)
        {
            effect.Write(writer);
        }
    }

    /// <exception cref="InvalidDataException">Written by a newer program.</exception>
    public static AdditiveModel Read(BinaryReader reader)
    {
        var version = reader.ReadInt32();
        if (version != Version)
        {
            throw new InvalidDataException(
                $"The additive model has format version {version}; this program reads version {Version}. Train the "
                    + $"model again, or use the program that wrote it."
            );
        }

        var kind = reader.ReadString();
        var intercept = reader.ReadDouble();
        var effects = new ColumnEffect[reader.ReadInt32()];
        for (var i = 0; i < effects.Length; i++)
        {
            effects[i] = ColumnEffect.Read(reader);
        }

        return new AdditiveModel(kind, intercept, effects);
    }

    /// <summary>
    /// Centres raw column effects on the training table, so that every mean is 0 and the intercept is the base value.
    /// </summary>
    internal static AdditiveModel Centred(
        string kind,
        double intercept,
        IReadOnlyList<ColumnEffect> effects,
        FeatureTable table,
        float[]? weights
    )
    {
        var centred = new ColumnEffect[effects.Count];
        for (var c = 0; c < centred.Length; c++)
        {
            double sum = 0,
                total = 0;
            for (var row = 0; row < table.RowCount; row++)
            {
                var weight = weights?[row] ?? 1;
                sum += weight * effects[c].At(table.Columns[c], row);
                total += weight;
            }

            var mean = total > 0 ? sum / total : 0;
            centred[c] = effects[c].Transform(1, mean);
            intercept += mean;
        }

        return new AdditiveModel(kind, intercept, centred);
    }

    private void RequireColumns(FeatureTable table)
    {
        if (table.ColumnCount != Effects.Count)
        {
            throw new ArgumentException(
                $"The table has {table.ColumnCount} columns where the model was fitted on {Effects.Count}. Build it "
                    + $"with the model's own recipe.",
                nameof(table)
            );
        }
    }
}
