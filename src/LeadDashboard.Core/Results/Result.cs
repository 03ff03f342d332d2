using System.Diagnostics.CodeAnalysis;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Results;

/// <summary>An expected refusal; its message says found, where, expected, what to do.</summary>
public sealed record Error(Message Message)
{
    public Error(string key, params IReadOnlyList<object> values)
        : this(new Message(key, values)) { }

    /// <summary>The key of the message: stable, for decisions, answers and tests.</summary>
    public string Code => Message.Key;
}

/// <summary>A value or an expected refusal.</summary>
public sealed class Result<T>
{
    private Result(T? value, Error? error)
    {
        Value = value;
        Error = error;
    }

    public T? Value { get; }

    public Error? Error { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);
}
