using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>
/// The distinct values of a field, numbered from 1 in the order in which they came; 0 is "". The characters lie behind
/// each other in blocks:
/// a million values as strings would cost twice as much memory, and the garbage collector a walk through all of them.
/// </summary>
internal sealed class MatchValues
{
    private const int BlockBits = 18;
    private const int BlockLength = 1 << BlockBits;

    private readonly List<char[]> _blocks = [];

    /// <summary>Where each value begins: block, then place; its length stands in the character before.</summary>
    private readonly List<int> _starts = [0];
    private int[] _slots = new int[1024];
    private int _used = BlockLength;

    /// <summary>Values, "" among them.</summary>
    public int Count => _starts.Count;

    /// <param name="id">0 to Count - 1.</param>
    public ReadOnlySpan<char> this[int id]
    {
        get
        {
            if (id == 0)
            {
                return default;
            }

            var start = CollectionsMarshal.AsSpan(_starts)[id];
            var block = _blocks[start >> BlockBits];
            var at = start & (BlockLength - 1);
            return block.AsSpan(at + 1, block[at]);
        }
    }

    /// <summary>
    /// The number of the value; a new one where it was not there yet. Of a very long text the first 65,535 characters
    /// count.
    /// </summary>
    public int Number(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
        {
            return 0;
        }

        value = value.Length > char.MaxValue ? value[..char.MaxValue] : value;
        if (2 * (Count + 1) > _slots.Length)
        {
            Grow();
        }

        var slot = Slot(value);
        if (_slots[slot] == 0)
        {
            _slots[slot] = Count;
            _starts.Add(Store(value));
        }

        return _slots[slot];
    }

    /// <summary>No value will be added any more: what only numbering needs is let go.</summary>
    public void Close()
    {
        _slots = [];
        _starts.TrimExcess();
    }

    /// <summary>XXH3 over the characters: the same for the same text in every process.</summary>
    public static long Hash(ReadOnlySpan<char> text) => (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text));

    private int Slot(ReadOnlySpan<char> value)
    {
        var mask = _slots.Length - 1;
        var slot = (int)Hash(value) & mask;
        while (_slots[slot] != 0 && !this[_slots[slot]].SequenceEqual(value))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private int Store(ReadOnlySpan<char> value)
    {
        if (_used + value.Length + 1 > BlockLength)
        {
            _blocks.Add(new char[BlockLength]);
            _used = 0;
        }

        var start = ((_blocks.Count - 1) << BlockBits) | _used;
        var block = _blocks[^1];
        block[_used] = (char)value.Length;
        value.CopyTo(block.AsSpan(_used + 1));
        _used += value.Length + 1;
        return start;
    }

    private void Grow()
    {
        var wider = new int[2 * _slots.Length];
        _slots = wider;
        for (var id = 1; id < Count; id++)
        {
            _slots[Slot(this[id])] = id;
        }
    }
}
