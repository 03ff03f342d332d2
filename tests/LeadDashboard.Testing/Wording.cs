using System.Globalization;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Testing;

/// <summary>What a reader sees of a message.</summary>
public static class Wording
{
    public static CultureInfo EnglishCulture { get; } = CultureInfo.GetCultureInfo("en-US");

    public static CultureInfo ChineseCulture { get; } = CultureInfo.GetCultureInfo("zh-CN");

    /// <summary>"" where nothing is said.</summary>
    public static string English(this Message? message) =>
        message is null ? "" : MessageTexts.Say(message, EnglishCulture);

    public static string Chinese(this Message? message) =>
        message is null ? "" : MessageTexts.Say(message, ChineseCulture);

    /// <summary>A message as a row holds it.</summary>
    public static string English(string? stored) => MessageTexts.SayStored(stored, EnglishCulture);

    public static string Chinese(string? stored) => MessageTexts.SayStored(stored, ChineseCulture);
}
