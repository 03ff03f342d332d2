using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Text;

/// <summary>Writing and reading, inside a <see cref="TopicModel"/>.</summary>
public sealed partial class LatentDirichlet
{
    private const string What = "topic model";

    internal void Write(BinaryWriter writer)
    {
        writer.Write(_options.TextPriorValue);
        writer.Write(_options.WordPriorValue);
        writer.Write(_options.MaxTextIterations);
        writer.Write(_options.TextTolerance);
        writer.Write(TopicCount);
        foreach (var topic in _lambda)
        {
            StoredPart.WriteDoubles(writer, topic);
        }
    }

    internal static LatentDirichlet Read(BinaryReader reader)
    {
        var options = new TopicOptions
        {
            TextPrior = reader.ReadDouble(),
            WordPrior = reader.ReadDouble(),
            MaxTextIterations = reader.ReadInt32(),
            TextTolerance = reader.ReadDouble(),
        };
        var topicCount = reader.ReadInt32();
        if (topicCount is < 1 or > 10_000)
        {
            throw new InvalidDataException($"The stored {What} is damaged: {topicCount} topics. Train it again.");
        }

        var lambda = new double[topicCount][];
        for (var k = 0; k < topicCount; k++)
        {
            lambda[k] = StoredPart.ReadDoubles(reader, What);
        }

        if (
            Array.Exists(
                lambda,
                topic =>
                    topic.Length != lambda[0].Length
                    || topic.Length == 0
                    || Array.Exists(topic, weight => !(weight > 0))
            )
        )
        {
            throw new InvalidDataException(
                $"The stored {What} is damaged: its topics do not have the same words, or a weight is not positive. "
                    + $"Train it again."
            );
        }

        return new LatentDirichlet(lambda, options with { TopicCount = topicCount });
    }
}
