using System.Globalization;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LeadDashboard.Api;

/// <summary>
/// Refusals for programs, as RFC 9457 problem details: the stable key of the message, and its text in the language that
/// was asked for.
/// </summary>
internal static class Problems
{
    public static ProblemHttpResult Create(int status, string key, params object[] values) =>
        Create(status, new Message(key, values));

    public static ProblemHttpResult Create(int status, Message message) =>
        TypedResults.Problem(
            statusCode: status,
            detail: MessageTexts.Say(message, CultureInfo.CurrentUICulture),
            extensions: [new("key", message.Key)]
        );

    /// <summary>The refusal of a service; its code is the key of its message.</summary>
    public static ProblemHttpResult Create(int status, Error error) => Create(status, error.Message);
}
