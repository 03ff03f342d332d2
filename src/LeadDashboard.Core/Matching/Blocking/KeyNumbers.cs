namespace LeadDashboard.Core.Matching.Blocking;

/// <summary>
/// Numbers 64-bit keys from 1 on in the order in which they come. Open addressing in arrays that are used again: a
/// million keys need 24 MiB and no garbage.
/// </summary>
internal sealed class KeyNumbers
{
    private long[] _keys = new long[1024];
    private int[] _numbers = new int[1024];

    /// <summary>Numbers given so far.</summary>
    public int Count { get; private set; }

    public void Clear()
    {
        Array.Clear(_numbers);
        Count = 0;
    }

    /// <summary>The number of the key; a new one where the key was not there yet.</summary>
    public int NumberOf(long key)
    {
        if (2 * (Count + 1) > _keys.Length)
        {
            Grow();
        }

        var slot = Slot(key);
        if (_numbers[slot] == 0)
        {
            _keys[slot] = key;
            _numbers[slot] = ++Count;
        }

        return _numbers[slot];
    }

    /// <summary>The slot that holds the key, or the empty one where it belongs.</summary>
    private int Slot(long key)
    {
        var mask = _keys.Length - 1;
        var slot = (int)((ulong)(key * unchecked((long)0x9E3779B97F4A7C15)) >> 32) & mask;
        while (_numbers[slot] != 0 && _keys[slot] != key)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        var (keys, numbers) = (_keys, _numbers);
        _keys = new long[2 * keys.Length];
        _numbers = new int[2 * numbers.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            if (numbers[i] != 0)
            {
                var slot = Slot(keys[i]);
                (_keys[slot], _numbers[slot]) = (keys[i], numbers[i]);
            }
        }
    }
}
