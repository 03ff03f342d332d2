namespace LeadDashboard.Learning.Internals;

/// <summary>
/// Head and arrays of a stored part that is not a scoring model (a policy, a topic model, a forecast ...): 8 ASCII
/// bytes of its own, int32 version, then its body.
/// Integers are little endian, strings are length-prefixed UTF-8, arrays begin with their int32 length.
/// </summary>
internal static class StoredPart
{
    /// <param name="stream">Stays open.</param>
    /// <param name="magic">8 ASCII characters.</param>
    /// <param name="version">Of the body.</param>
    /// <param name="body">Writes what comes behind the head.</param>
    public static void Write(Stream stream, string magic, int version, Action<BinaryWriter> body)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        Write(writer, magic, version, body);
    }

    /// <summary>For a part inside another one.</summary>
    public static void Write(BinaryWriter writer, string magic, int version, Action<BinaryWriter> body)
    {
        writer.Write(System.Text.Encoding.ASCII.GetBytes(magic));
        writer.Write(version);
        body(writer);
    }

    /// <param name="stream">Stays open.</param>
    /// <param name="magic">8 ASCII characters.</param>
    /// <param name="version">The one version that is read.</param>
    /// <param name="what">In words, for messages: "policy".</param>
    /// <param name="body">Reads what comes behind the head.</param>
    /// <exception cref="InvalidDataException">Another part, an unknown version, or damaged.</exception>
    public static T Read<T>(Stream stream, string magic, int version, string what, Func<BinaryReader, T> body)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        return Read(reader, magic, version, what, body);
    }

    /// <summary>For a part inside another one.</summary>
    public static T Read<T>(BinaryReader reader, string magic, int version, string what, Func<BinaryReader, T> body)
    {
        try
        {
            if (!reader.ReadBytes(magic.Length).AsSpan().SequenceEqual(System.Text.Encoding.ASCII.GetBytes(magic)))
            {
                throw new InvalidDataException(
                    $"This is not a stored {what}: it does not start with '{magic}'. Choose a file written by "
                        + $"LeadDashboard."
                );
            }

            var found = reader.ReadInt32();
            if (found != version)
            {
                throw new InvalidDataException(
                    $"The stored {what} has format version {found}; this program reads version {version}. Train it "
                        + $"again, or open it with the program that wrote it."
                );
            }

            return body(reader);
        }
        catch (EndOfStreamException cut)
        {
            throw new InvalidDataException(
                $"The stored {what} ends in the middle. Copy the whole file again, or train it again.",
                cut
            );
        }
        catch (Exception damage) when (damage is FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException(
                $"The stored {what} is damaged: {damage.Message} Copy the file again, or train it again.",
                damage
            );
        }
    }

    public static void WriteDoubles(BinaryWriter writer, ReadOnlySpan<double> values)
    {
        writer.Write(values.Length);
        foreach (var value in values)
        {
            writer.Write(value);
        }
    }

    public static double[] ReadDoubles(BinaryReader reader, string what)
    {
        var values = new double[ReadCount(reader, sizeof(double), what)];
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

    public static int[] ReadInts(BinaryReader reader, string what)
    {
        var values = new int[ReadCount(reader, sizeof(int), what)];
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

    public static string[] ReadStrings(BinaryReader reader, string what)
    {
        var values = new string[ReadCount(reader, 1, what)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.ReadString();
        }

        return values;
    }

    /// <summary>A damaged length must not ask for gigabytes before the end of the stream is met.</summary>
    public static int ReadCount(BinaryReader reader, int itemSize, string what)
    {
        var count = reader.ReadInt32();
        var left = reader.BaseStream.CanSeek ? reader.BaseStream.Length - reader.BaseStream.Position : long.MaxValue;
        if (count < 0 || (long)count * itemSize > left)
        {
            throw new InvalidDataException(
                $"The stored {what} is damaged: a list of {count} items does not fit in what is left of the file. "
                    + $"Copy the file again, or train it again."
            );
        }

        return count;
    }
}
