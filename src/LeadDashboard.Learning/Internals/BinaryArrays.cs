namespace LeadDashboard.Learning.Internals;

/// <summary>
/// The arrays of <see cref="StoredPart"/> as words of the reader and the writer, for parts that hold many.
/// </summary>
internal static class BinaryArrays
{
    private const string What = "part";

    public static void WriteArray(this BinaryWriter writer, ReadOnlySpan<double> values) =>
        StoredPart.WriteDoubles(writer, values);

    public static void WriteArray(this BinaryWriter writer, ReadOnlySpan<int> values) =>
        StoredPart.WriteInts(writer, values);

    public static void WriteArray(this BinaryWriter writer, IReadOnlyList<string> words) =>
        StoredPart.WriteStrings(writer, words);

    public static double[] ReadDoubles(this BinaryReader reader) => StoredPart.ReadDoubles(reader, What);

    public static int[] ReadInts(this BinaryReader reader) => StoredPart.ReadInts(reader, What);

    public static string[] ReadWords(this BinaryReader reader) => StoredPart.ReadStrings(reader, What);

    /// <summary>How many parts follow, each of at least one byte.</summary>
    public static int ReadLength(this BinaryReader reader) => StoredPart.ReadCount(reader, 1, What);
}
