using LeadDashboard.Learning.Blending;
using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Storage;

/// <summary>
/// The model format: 8 ASCII bytes "LEADMODL", int32 version, string kind, then what the model of that kind writes.
/// Integers are little endian, strings are length-prefixed UTF-8 (BinaryWriter). A model that holds other models writes
/// each of them with its own head.
/// </summary>
public static class ModelFile
{
    public const int Version = ModelHead.Version;

    public static void Write(Stream stream, ILearnedModel model)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        Write(writer, model);
    }

    /// <summary>For a model inside another one.</summary>
    public static void Write(BinaryWriter writer, ILearnedModel model) => ModelHead.Write(writer, model);

    /// <exception cref="InvalidDataException">Not a model, of an unknown version or kind, or damaged.</exception>
    public static ILearnedModel Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        return Read(reader);
    }

    /// <summary>For a model inside another one.</summary>
    public static ILearnedModel Read(BinaryReader reader)
    {
        try
        {
            if (!reader.ReadBytes(ModelHead.Magic.Length).AsSpan().SequenceEqual(ModelHead.Magic))
            {
                throw new InvalidDataException(
                    "This is not a model: it does not start with 'LEADMODL'. Choose a file written by LeadDashboard."
                );
            }

            var version = reader.ReadInt32();
            if (version != Version)
            {
                throw new InvalidDataException(
                    $"The model is of format version {version}; this program reads version {Version}. Train it "
                        + $"again, or open it with the program that wrote it."
                );
            }

            return ReadKind(reader.ReadString(), reader);
        }
        catch (EndOfStreamException cut)
        {
            throw new InvalidDataException(
                "The model ends in the middle. Copy the whole file again, or train the model again.",
                cut
            );
        }
    }

    /// <summary>The one place that knows which kind is read by which type.</summary>
    private static ILearnedModel ReadKind(string kind, BinaryReader reader) =>
        kind switch
        {
            BoostedTreesModel.KindName => BoostedTreesModel.Read(reader),
            AdditiveModel.FileKind => AdditiveModel.Read(reader),
            BlendModel.FileKind => BlendModel.Read(reader, Read),
            LevelEncoding.FileKind => LevelEncoding.Read(reader, Read),
            OrderedEncoding.FileKind => OrderedEncoding.Read(reader, Read),
            RandomForestModel.KindName => RandomForestModel.Read(reader),
            _ => throw new InvalidDataException(
                $"The model is of the unknown kind '{kind}'. Update the program, or train the model again."
            ),
        };
}
