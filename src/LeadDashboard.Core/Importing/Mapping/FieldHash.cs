using System.Runtime.InteropServices;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>A running hash over fields; an empty field differs from a missing one.</summary>
internal struct FieldHash()
{
    private const ulong Prime = 1099511628211UL;
    private const ulong Missing = 0x9E3779B97F4A7C15UL;
    private ulong _hash = 14695981039346656037UL;

    public readonly long Value => unchecked((long)(_hash ^ (_hash >> 32)));

    public void Add(string? text)
    {
        if (text is null)
        {
            Mix(Missing);
            return;
        }

        var bytes = MemoryMarshal.AsBytes(text.AsSpan());
        Mix((ulong)bytes.Length);
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            Mix(word);
        }

        var rest = 0UL;
        foreach (var one in bytes[(bytes.Length & ~7)..])
        {
            rest = (rest << 8) | one;
        }

        Mix(rest);
    }

    public void Add(long? number) => Mix(number is { } value ? unchecked((ulong)value) : Missing);

    private void Mix(ulong word)
    {
        _hash = unchecked((_hash ^ word) * Prime);
        _hash ^= _hash >> 29;
    }
}
