namespace LeadDashboard.Learning.Storage;

/// <summary>Arrays inside a <see cref="PartFile"/>: an int32 length and the values; a length that cannot be is refused before memory is asked for.</summary>
internal static class PartArrays
{
    public static void WriteDoubles(BinaryWriter writer, ReadOnlySpan<double> values)
    {
        writer.Write(values.Length);
        foreach (var value in values)
        {
            writer.Write(value);
        }
    }

    public static double[] ReadDoubles(BinaryReader reader, string kind)
    {
        var values = new double[ReadCount(reader, sizeof(double), kind)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.ReadDouble();
        }

        return values;
    }

    public static void WriteInts(BinaryWriter writer, ReadOnlySpan<int> values)
    {
        writer.Write(values.Length);
        foreach (var value in values)
        {
            writer.Write(value);
        }
    }

    public static int[] ReadInts(BinaryReader reader, string kind)
    {
        var values = new int[ReadCount(reader, sizeof(int), kind)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.ReadInt32();
        }

        return values;
    }

    public static void WriteStrings(BinaryWriter writer, IReadOnlyList<string> values)
    {
        writer.Write(values.Count);
        foreach (var value in values)
        {
            writer.Write(value);
        }
    }

    public static string[] ReadStrings(BinaryReader reader, string kind)
    {
        var values = new string[ReadCount(reader, 1, kind)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.ReadString();
        }

        return values;
    }

    /// <summary>A damaged length must not ask for gigabytes before the end of the stream is met.</summary>
    private static int ReadCount(BinaryReader reader, int itemSize, string kind)
    {
        var count = reader.ReadInt32();
        var left = reader.BaseStream.CanSeek ? reader.BaseStream.Length - reader.BaseStream.Position : long.MaxValue;
        if (count < 0 || (long)count * itemSize > left)
        {
            throw new InvalidDataException($"The saved {kind} is damaged: a list of {count} items does not fit in what is left of the file. Copy the file again, or train it again.");
        }

        return count;
    }
}
