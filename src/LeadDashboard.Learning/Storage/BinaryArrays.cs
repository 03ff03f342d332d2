namespace LeadDashboard.Learning.Storage;

/// <summary>Arrays as an int32 length and their values.</summary>
internal static class BinaryArrays
{
    public static void WriteArray(this BinaryWriter writer, ReadOnlySpan<double> values)
    {
        writer.Write(values.Length);
        foreach (var value in values)
        {
            writer.Write(value);
        }
    }

    public static void WriteArray(this BinaryWriter writer, ReadOnlySpan<int> values)
    {
        writer.Write(values.Length);
        foreach (var value in values)
        {
            writer.Write(value);
        }
    }

    public static void WriteArray(this BinaryWriter writer, IReadOnlyList<string> words)
    {
        writer.Write(words.Count);
        foreach (var word in words)
        {
            writer.Write(word);
        }
    }

    public static double[] ReadDoubles(this BinaryReader reader) => ReadMany(reader, sizeof(double), source => source.ReadDouble());

    public static int[] ReadInts(this BinaryReader reader) => ReadMany(reader, sizeof(int), source => source.ReadInt32());

    public static string[] ReadWords(this BinaryReader reader) => ReadMany(reader, 1, source => source.ReadString());

    /// <summary>A length as written; a damaged file must not make the program ask for gigabytes.</summary>
    public static int ReadLength(this BinaryReader reader, int bytesEach = 1)
    {
        var length = reader.ReadInt32();
        var stream = reader.BaseStream;
        if (length < 0 || (stream.CanSeek && (long)length * bytesEach > stream.Length - stream.Position))
        {
            throw new InvalidDataException($"The file is damaged: it announces {length} values where fewer follow. Copy the file again, or fit it again.");
        }

        return length;
    }

    private static T[] ReadMany<T>(BinaryReader reader, int bytesEach, Func<BinaryReader, T> read)
    {
        var values = new T[ReadLength(reader, bytesEach)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read(reader);
        }

        return values;
    }
}
