using System.Diagnostics.CodeAnalysis;

namespace LeadDashboard.Core.Results;

/// <summary>
/// An expected refusal. <see cref="Code"/> is stable for tests; <see cref="Message"/> says found, where, expected, what
/// to do.
/// </summary>
public sealed record Error(string Code, string Message);

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
