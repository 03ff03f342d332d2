using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Encoding;

/// <summary>Chooses the encoded columns of one table column, and reads a row's raw value of each.</summary>
internal static class DenseColumns
{
    public static void AddNumber(List<DenseColumn> columns, FeatureColumn column, int index, DenseOptions options)
    {
        RequireFinite(column);
        double sum = 0,
            count = 0;
        foreach (var number in column.Numbers)
        {
            if (!float.IsNaN(number))
            {
                sum += number;
                count++;
            }
        }

        var mean = count > 0 ? sum / count : 0;
        double squares = 0;
        foreach (var number in column.Numbers)
        {
            squares += float.IsNaN(number) ? 0 : (number - mean) * (number - mean);
        }

        var deviation = count > 0 ? Math.Sqrt(squares / count) : 0;
        if (deviation > 1e-12 * Math.Abs(mean) && deviation > 0)
        {
            // Without standardising, the mean is still what a missing number is taken for: it travels in Levels.
            columns.Add(
                options.IsStandardised
                    ? new DenseColumn(column.Name, index, DenseRole.Number, [], [mean], mean, deviation)
                    : new DenseColumn(column.Name, index, DenseRole.Number, [], [mean], 0, 1)
            );
        }

        var missing = 1 - count / column.RowCount;
        if (count > 0 && missing > 0 && missing >= options.MinMissingShare)
        {
            columns.Add(
                new DenseColumn(
                    column.Name + " missing",
                    index,
                    DenseRole.Missing,
                    [],
                    [],
                    options.IsStandardised ? missing : 0,
                    1
                )
            );
        }
    }

    public static void AddOneHot(List<DenseColumn> columns, FeatureColumn column, int index, DenseOptions options)
    {
        var shares = Shares(column);
        var known = Enumerable
            .Range(0, column.Categories.Length)
            .Where(code => shares[code] > 0)
            .OrderByDescending(code => shares[code])
            .ThenBy(code => code)
            .ToArray();
        if (known.Length == 0 || (known.Length == 1 && shares[^1] == 0))
        {
            return;
        }

        var kept = known
            .Where(code =>
                shares[code] >= options.MinCategoryShare
                && !string.Equals(column.Categories[code], CategoryEncoder.Other, StringComparison.Ordinal)
            )
            .Take(options.MaxCategories)
            .Order()
            .ToArray();
        foreach (var code in kept)
        {
            Add(column.Categories[code], [code], shares[code]);
        }

        var rest = known.Except(kept).Order().ToArray();
        if (rest.Length > 0)
        {
            Add(CategoryEncoder.Other, rest, rest.Sum(code => shares[code]));
        }

        if (shares[^1] > 0 && shares[^1] >= options.MinMissingShare)
        {
            columns.Add(
                new DenseColumn(
                    column.Name + " missing",
                    index,
                    DenseRole.Missing,
                    [],
                    [],
                    options.IsStandardised ? shares[^1] : 0,
                    1
                )
            );
        }

        void Add(string word, int[] codes, double share) =>
            columns.Add(
                new DenseColumn(
                    $"{column.Name} = {word}",
                    index,
                    DenseRole.Category,
                    codes,
                    [],
                    options.IsStandardised ? share : 0,
                    1
                )
            );
    }

    public static void AddSurprise(List<DenseColumn> columns, FeatureColumn column, int index, DenseOptions options)
    {
        var shares = Shares(column);
        if (shares.Max() >= 1)
        {
            return;
        }

        // A category never seen is as rare as one seen in half a row.
        var floor = 0.5 / column.RowCount;
        var levels = shares.Select(share => -Math.Log(Math.Max(share, floor))).ToArray();
        double mean = 0,
            squares = 0;
        for (var code = 0; code < levels.Length; code++)
        {
            mean += shares[code] * levels[code];
        }

        for (var code = 0; code < levels.Length; code++)
        {
            squares += shares[code] * (levels[code] - mean) * (levels[code] - mean);
        }

        var deviation = squares > 1e-18 ? Math.Sqrt(squares) : 1;
        columns.Add(
            new DenseColumn(
                column.Name,
                index,
                DenseRole.Surprise,
                [],
                levels,
                options.IsStandardised ? mean : 0,
                options.IsStandardised ? deviation : 1
            )
        );
    }

    public static double Raw(DenseColumn column, FeatureColumn source, int row) =>
        column.Role switch
        {
            DenseRole.Number => float.IsNaN(source.Numbers[row]) ? column.Levels[0] : source.Numbers[row],
            DenseRole.Missing => (
                source.Kind == FeatureKind.Number ? float.IsNaN(source.Numbers[row]) : source.Codes[row] < 0
            )
                ? 1
                : 0,
            DenseRole.Category => Array.IndexOf(column.Codes, source.Codes[row]) >= 0 ? 1 : 0,
            _ => column.Levels[
                (uint)source.Codes[row] < (uint)(column.Levels.Length - 1)
                    ? source.Codes[row]
                    : column.Levels.Length - 1
            ],
        };

    public static void RequireFinite(FeatureColumn column)
    {
        var row = Array.FindIndex(column.Numbers, float.IsInfinity);
        if (row >= 0)
        {
            throw new ArgumentException(
                $"Column '{column.Name}', row {row + 1} is infinite; expected a finite number, or NaN where it is "
                    + $"missing. Clean the column first."
            );
        }
    }

    /// <summary>Share of the rows by code, the last one for missing.</summary>
    private static double[] Shares(FeatureColumn column)
    {
        var shares = new double[column.Categories.Length + 1];
        foreach (var code in column.Codes)
        {
            shares[(uint)code < (uint)column.Categories.Length ? code : column.Categories.Length]++;
        }

        for (var code = 0; code < shares.Length; code++)
        {
            shares[code] /= column.RowCount;
        }

        return shares;
    }
}
