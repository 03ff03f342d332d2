using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Modeling;

/// <summary>The data do not allow a model; the message says what was found and what is needed.</summary>
public sealed class ModelingException(Message said) : Exception(said.ToString())
{
    public ModelingException(string key, params IReadOnlyList<object> values)
        : this(new Message(key, values)) { }

    public Message Said { get; } = said;
}
