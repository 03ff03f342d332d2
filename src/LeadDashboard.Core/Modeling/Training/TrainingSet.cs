using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Outcomes;

namespace LeadDashboard.Core.Modeling.Training;

/// <summary>Labelled rows: attributes as they were known before the outcome, and the outcome.</summary>
public sealed class TrainingSet
{
    private TrainingSet(
        RawTable rows,
        float[] labels,
        DateTime[] instantsUtc,
        bool hasDates,
        bool isOrdered,
        IReadOnlyList<LeadField> fields,
        IReadOnlyList<ExcludedColumn> excluded
    )
    {
        Rows = rows;
        Labels = labels;
        InstantsUtc = instantsUtc;
        HasDates = hasDates;
        IsOrdered = isOrdered;
        Fields = fields;
        Excluded = excluded;
        WinCount = labels.Count(label => label > 0.5f);
    }

    public RawTable Rows { get; }

    /// <summary>float[rowCount], 0 = lost, 1 = won.</summary>
    public float[] Labels { get; }

    /// <summary>
    /// Instants that order the rows in time. Meaningless without <see cref="IsOrdered"/>; their order alone counts
    /// without <see cref="HasDates"/>.
    /// </summary>
    public IReadOnlyList<DateTime> InstantsUtc { get; }

    /// <summary>True when the instants are true dates.</summary>
    public bool HasDates { get; }

    /// <summary>
    /// True when time order is known, with dates or without, so that the newest rows can be held out.
    /// </summary>
    public bool IsOrdered { get; }

    /// <summary>Custom fields among the columns.</summary>
    public IReadOnlyList<LeadField> Fields { get; }

    /// <summary>Columns left out before any learning, with the reason.</summary>
    public IReadOnlyList<ExcludedColumn> Excluded { get; }

    /// <summary>
    /// Columns that are learnt from although they were flagged as known only after the outcome: a person let them in.
    /// </summary>
    public IReadOnlyList<ExcludedColumn> LeaksLetIn { get; private init; } = [];

    public int RowCount => Rows.RowCount;

    public int WinCount { get; }

    public int LossCount => RowCount - WinCount;

    /// <summary>
    /// Labels are the leads closed at or before <paramref name="asOfUtc"/>. Each is seen from an instant inside its
    /// open life, drawn by its key and not by
    /// its outcome: seen from the closing itself, every won lead would have a meeting behind it that open leads cannot
    /// have yet.
    /// </summary>
    /// <param name="rows">All leads; open ones serve to notice columns that are filled only after the outcome.</param>
    /// <param name="fields">Catalogue of custom fields; excluded ones are left out.</param>
    /// <param name="asOfUtc">Nothing later is used.</param>
    /// <param name="goal">Which outcomes count; null = the default.</param>
    public static TrainingSet From(
        LeadRows rows,
        IReadOnlyList<FieldDefinition> fields,
        DateTime asOfUtc,
        LearningGoal? goal = null
    )
    {
        var leads = rows.Leads;
        var countsDisqualified = (goal ?? LearningGoal.Default).CountDisqualified;
        // By key: the order in which the database hands the rows out must not change a model.
        var closed = leads
            .Where(lead => LabelRules.LabelOf(lead.Status) != Label.Censored && lead.ClosedUtc <= asOfUtc)
            .Where(lead => countsDisqualified || !rows.Disqualified.Contains(lead.Id))
            .OrderBy(lead => lead.ImportBatchId ?? 0)
            .ThenBy(lead => lead.ImportRowIndex)
            .ThenBy(lead => lead.LeadKey, StringComparer.Ordinal)
            .ThenBy(lead => lead.Id)
            .ToArray();
        var excluded = fields
            .Where(field => field.IsExcluded)
            .Select(field => new ExcludedColumn(
                field.Name,
                Message.FromStored(field.ExcludedReason) ?? new Message(ReportMessages.ColumnSwitchedOff)
            ))
            .ToList();
        var used = fields.Where(field => !field.IsExcluded).Select(LeadField.From).ToList();
        var late = LateColumns.Find([.. leads.Where(lead => lead.Status == LeadStatus.Open)], closed, used);
        excluded.AddRange(late);
        var lateNames = late.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        used.RemoveAll(field => lateNames.Contains(field.Name));

        var instants = closed.Select(SeenUtc).ToArray();
        var table = LeadTable.Build(rows with { Leads = closed }, used, instants);
        var isKnown = closed.Length > 0 && closed.Count(lead => lead.IsCreatedKnown) >= 0.8 * closed.Length;
        return new TrainingSet(
            table,
            [.. closed.Select(lead => LabelRules.LabelOf(lead.Status) == Label.Positive ? 1f : 0f)],
            OrderInstants(closed),
            isKnown,
            isKnown,
            used,
            excluded
        )
        {
            LeaksLetIn =
            [
                .. fields
                    .Where(field => !field.IsExcluded && !string.IsNullOrEmpty(field.ExcludedReason))
                    .Select(field => new ExcludedColumn(field.Name, Message.FromStored(field.ExcludedReason)!)),
            ],
        };
    }

    /// <summary>From a plain table, e.g. a file.</summary>
    /// <param name="rows">Attributes, without the label.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="instantsUtc">DateTime[rowCount] where time order is known, else null.</param>
    public static TrainingSet FromTable(RawTable rows, float[] labels, DateTime[]? instantsUtc = null)
    {
        RequireLabelPerRow(rows, labels);
        return new TrainingSet(
            rows,
            labels,
            instantsUtc ?? new DateTime[labels.Length],
            instantsUtc is not null,
            instantsUtc is not null,
            [],
            []
        );
    }

    /// <summary>From a plain table whose rows are known to stand in time order, oldest first, without a date.</summary>
    /// <param name="rows">Attributes, without the label.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    public static TrainingSet FromOrderedTable(RawTable rows, float[] labels)
    {
        RequireLabelPerRow(rows, labels);
        return new TrainingSet(
            rows,
            labels,
            [.. Enumerable.Range(0, labels.Length).Select(row => DateTime.UnixEpoch.AddSeconds(row))],
            false,
            true,
            [],
            []
        );
    }

    /// <summary>The same rows, oldest first; rows of one instant keep their order.</summary>
    public TrainingSet InTimeOrder() => Select([.. Enumerable.Range(0, RowCount).OrderBy(row => InstantsUtc[row])]);

    /// <summary>The same rows without some fields, which join the excluded columns.</summary>
    public TrainingSet Without(IReadOnlyList<ExcludedColumn> columns)
    {
        var names = columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        return new(
            new RawTable([.. Rows.Columns.Where(column => !names.Contains(column.Field))], RowCount),
            Labels,
            [.. InstantsUtc],
            HasDates,
            IsOrdered,
            Fields,
            [.. Excluded, .. columns]
        )
        {
            LeaksLetIn = LeaksLetIn,
        };
    }

    /// <summary>The given rows (0-based) in the given order.</summary>
    public TrainingSet Select(int[] rows) =>
        new(
            Rows.SelectRows(rows),
            [.. rows.Select(row => Labels[row])],
            [.. rows.Select(row => InstantsUtc[row])],
            HasDates,
            IsOrdered,
            Fields,
            Excluded
        )
        {
            LeaksLetIn = LeaksLetIn,
        };

    private static void RequireLabelPerRow(RawTable rows, float[] labels)
    {
        if (labels.Length != rows.RowCount)
        {
            throw new ArgumentException(
                $"There are {labels.Length} labels for {rows.RowCount} rows. Give one label per row.",
                nameof(labels)
            );
        }
    }

    /// <summary>
    /// The instant from which a closed lead is seen: a fraction of its open life that only its key decides.
    /// </summary>
    internal static DateTime SeenUtc(Lead lead)
    {
        var closedUtc = lead.ClosedUtc!.Value;
        if (!lead.IsCreatedKnown || lead.CreatedUtc >= closedUtc)
        {
            return closedUtc;
        }

        var hash = 2166136261u;
        foreach (
            var letter in lead.LeadKey.Length > 0
                ? lead.LeadKey
                : lead.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)
        )
        {
            hash = (hash ^ letter) * 16777619;
        }

        hash ^= hash >> 15;
        hash *= 2246822519;
        hash ^= hash >> 13;
        var share = (hash + 0.5) / 4294967296.0;
        return lead.CreatedUtc + (closedUtc - lead.CreatedUtc) * (0.5 + 0.5 * share);
    }

    /// <summary>
    /// By closing; by creation where most were closed at one instant, which is then the import and no closing.
    /// </summary>
    private static DateTime[] OrderInstants(Lead[] closed)
    {
        var largest = closed.Length == 0 ? 0 : closed.GroupBy(lead => lead.ClosedUtc).Max(group => group.Count());
        return largest > closed.Length / 2
            ? [.. closed.Select(lead => lead.CreatedUtc)]
            : [.. closed.Select(lead => lead.ClosedUtc!.Value)];
    }
}
