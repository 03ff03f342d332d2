namespace LeadDashboard.Learning.Storage;

/// <summary>
/// The format of what is learned but is no two-class model (clusters, directions, factors): 8 ASCII bytes "LEADPART", string kind, int32 version of that kind,
/// then the fields of that kind in their written order. Little endian; arrays are an int32 length and their values.
/// </summary>
internal static class PartFile
{
    private static readonly byte[] Magic = "LEADPART"u8.ToArray();

    public static void Write(Stream stream, string kind, int version, Action<BinaryWriter> body)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(kind);
        writer.Write(version);
        body(writer);
    }

    /// <exception cref="InvalidDataException">Another kind of file, an unknown version, cut or damaged.</exception>
    public static T Read<T>(Stream stream, string kind, int version, Func<BinaryReader, T> body)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        try
        {
            if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
            {
                throw new InvalidDataException($"This is not a saved {kind}: it does not start with 'LEADPART'. Choose a file written by LeadDashboard.");
            }

            var found = reader.ReadString();
            if (!string.Equals(found, kind, StringComparison.Ordinal))
            {
                throw new InvalidDataException($"The file holds '{found}' where '{kind}' was expected. Choose another file.");
            }

            var foundVersion = reader.ReadInt32();
            if (foundVersion != version)
            {
                throw new InvalidDataException($"The saved {kind} is of format version {foundVersion}; this program reads version {version}. Fit it again, or open it with the program that wrote it.");
            }

            return body(reader);
        }
        catch (EndOfStreamException cut)
        {
            throw new InvalidDataException($"The saved {kind} ends in the middle. Copy the whole file again, or fit it again.", cut);
        }
        catch (Exception damage) when (damage is FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"The saved {kind} is damaged: {damage.Message} Copy the file again, or fit it again.", damage);
        }
    }
}
