namespace LeadDashboard.Core.Leads;

/// <summary>What kind of value a field holds; stored as a number, never renumbered.</summary>
public enum FieldType
{
    Text = 0,
    Number = 1,
    Category = 2,
    Date = 3,
    Boolean = 4,
}

/// <summary>The catalogue of custom fields. Known fields of <see cref="Lead"/> are not in it.</summary>
public sealed class FieldDefinition
{
    public int Id { get; set; }

    /// <summary>
    /// Key within <see cref="Lead.AttributesJson"/>, unique; the header as it stood in the first file that had it.
    /// </summary>
    public string Name { get; set; } = "";

    /// <summary>What people call the field; null = as <see cref="Name"/>.</summary>
    public string? Label { get; set; }

    public FieldType Type { get; set; }

    /// <summary>Protected by law or custom (age, sex, origin): fairness is reported by it.</summary>
    public bool IsSensitive { get; set; }

    /// <summary>Says who somebody is: emptied when a person is erased.</summary>
    public bool IsPersonal { get; set; }

    /// <summary>Lists may be sorted by it, because it has an index.</summary>
    public bool IsSortable { get; set; }

    /// <summary>The learner leaves it out: known only after the outcome, or switched off by the admin.</summary>
    public bool IsExcluded { get; set; }

    /// <summary>
    /// Why it is left out, as evidence; of a field that is not left out, why it was flagged as known only after the
    /// outcome before a person let it in.
    /// </summary>
    public string? ExcludedReason { get; set; }

    /// <summary>The import that brought the field; null = older than that was noted.</summary>
    public int? ImportBatchId { get; set; }

    /// <summary>Words that mean "not known" in this field, JSON array.</summary>
    public string MissingTokensJson { get; set; } = "[]";

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}
