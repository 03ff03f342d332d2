using LeadDashboard.Core.Importing.Rows;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>What a chunk of rows does to records of one kind, with what they were before.</summary>
/// <param name="read">The fields by name.</param>
internal sealed class RecordChanges<T>(Func<T, IReadOnlyDictionary<string, string?>> read)
    where T : class
{
    private readonly Dictionary<T, IReadOnlyDictionary<string, string?>> _before = [];
    private readonly HashSet<T> _createdHere = [];

    public List<T> Created { get; } = [];

    /// <summary>Records that were there before the chunk and differ now.</summary>
    public IReadOnlyCollection<T> Updated => _before.Keys;

    public void Create(T record)
    {
        Created.Add(record);
        _createdHere.Add(record);
    }

    /// <returns>False when the row says nothing new.</returns>
    public bool Update(T known, Action<T> write)
    {
        var then = read(known);
        write(known);
        var isChanged = LeadSnapshot.Differences(then, read(known)).Count > 0;
        if (isChanged && !_createdHere.Contains(known))
        {
            _before.TryAdd(known, then);
        }

        return isChanged;
    }

    /// <summary>For each updated record that the import did not create itself what it was before.</summary>
    public IEnumerable<(T Record, IReadOnlyList<FieldChange> Fields)> Images(int batchId, Func<T, int?> createdBy) =>
        _before
            .Where(pair => createdBy(pair.Key) != batchId)
            .Select(pair => (pair.Key, LeadSnapshot.Differences(pair.Value, read(pair.Key))));
}
