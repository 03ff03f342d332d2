using System.Buffers.Binary;
using System.Numerics;

namespace LeadDashboard.Learning.Text;

/// <summary>
/// MurmurHash3, 32 bits (Appleby 2011), over UTF-8: the same on every machine and in every run, unlike
/// string.GetHashCode. scikit-learn's hasher uses it too.
/// </summary>
internal static class MurmurHash
{
    public static int Hash(string word, uint seed = 0)
    {
        Span<byte> small = stackalloc byte[256];
        var size = System.Text.Encoding.UTF8.GetByteCount(word);
        var bytes = size <= small.Length ? small[..size] : new byte[size];
        System.Text.Encoding.UTF8.GetBytes(word, bytes);
        return unchecked((int)Hash(bytes, seed));
    }

    private static uint Hash(ReadOnlySpan<byte> bytes, uint seed)
    {
        const uint C1 = 0xcc9e2d51,
            C2 = 0x1b873593;
        var hash = seed;
        var left = bytes;
        for (; left.Length >= 4; left = left[4..])
        {
            hash ^= BitOperations.RotateLeft(BinaryPrimitives.ReadUInt32LittleEndian(left) * C1, 15) * C2;
            hash = BitOperations.RotateLeft(hash, 13) * 5 + 0xe6546b64;
        }

        uint tail = 0;
        for (var i = left.Length - 1; i >= 0; i--)
        {
            tail = (tail << 8) | left[i];
        }

        hash ^= BitOperations.RotateLeft(tail * C1, 15) * C2;
        hash ^= (uint)bytes.Length;
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }
}
