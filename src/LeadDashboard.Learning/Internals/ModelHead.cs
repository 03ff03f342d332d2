namespace LeadDashboard.Learning.Internals;

/// <summary>
/// What stands before every stored model, also before one inside another: 8 ASCII bytes "LEADMODL", int32 version,
/// string kind. It stands apart from the reader, which knows every kind, so that a model can hold others.
/// </summary>
internal static class ModelHead
{
    public const int Version = 1;

    public static readonly byte[] Magic = "LEADMODL"u8.ToArray();

    /// <summary>The head, then the model.</summary>
    public static void Write(BinaryWriter writer, ILearnedModel model)
    {
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(model.StoredKind);
        model.Write(writer);
    }
}
