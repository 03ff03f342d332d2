using LeadDashboard.Learning.Blending;
using LeadDashboard.Learning.Linear;

namespace LeadDashboard.Learning.Storage;

/// <summary>Writes any model with a word in front that says which class reads it again.</summary>
public static class LearnedModels
{
    public static void Write(BinaryWriter writer, ILearnedModel model)
    {
        writer.Write(model switch
        {
            AdditiveModel => "additive",
            BlendModel => "blend",
            _ => throw new ArgumentException($"A model of the class {model.GetType().Name} has no storage format.", nameof(model)),
        });
        model.Write(writer);
    }

    /// <exception cref="InvalidDataException">The word is unknown.</exception>
    public static ILearnedModel Read(BinaryReader reader)
    {
        var word = reader.ReadString();
        return word switch
        {
            "additive" => AdditiveModel.Read(reader),
            "blend" => BlendModel.Read(reader),
            _ => throw new InvalidDataException($"The model file names the model '{word}', which this program does not know. Use the program that wrote it, or train again."),
        };
    }
}
