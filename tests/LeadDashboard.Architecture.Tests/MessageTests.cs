using System.Text.RegularExpressions;
using LeadDashboard.Testing;

namespace LeadDashboard.Architecture.Tests;

/// <summary>Messages are made of keys and values: no sentence stands in the code that says them.</summary>
public sealed partial class MessageTests
{
    private static readonly string[] Rooms =
    [
        "src/LeadDashboard.Core", "src/LeadDashboard.Data", "src/LeadDashboard.App", "src/LeadDashboard.Api",
        "src/LeadDashboard.Web",
    ];

    [Fact]
    public void Sources_MessagesAndRefusals_AreMadeFromKeysOnly()
    {
        var faults = new List<string>();
        var count = 0;
        foreach (var path in Rooms.SelectMany(room => SourceTree.Files(room, ".cs", ".razor")))
        {
            foreach (Match made in MadePattern().Matches(SourceTree.Read(path)))
            {
                count++;
                if (made.Groups["text"].Value.Contains(' ', StringComparison.Ordinal))
                {
                    faults.Add($"{path}: {made.Value}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.True(count > 20, $"Only {count} messages were found: the pattern no longer fits the source.");
    }

    [Theory]
    [InlineData("return new Error(\"limits\", \"Warm must begin at or below hot.\");", true)]
    [InlineData("throw new JobFailedException(\n    \"There is no model.\");", true)]
    [InlineData("public static Error Decided { get; } =\n    new(\"This pair was decided.\");", true)]
    [InlineData("public static Error Decided { get; } = new(\"duplicates.decided\");", false)]
    [InlineData("new Message(ImportMessages.Ragged, \"x\")", false)]
    public void Pattern_Sentence_IsFound(string source, bool isFault) =>
        Assert.Equal(
            isFault,
            MadePattern().Matches(source).Any(made => made.Groups["text"].Value.Contains(' ', StringComparison.Ordinal))
        );

    /// <summary>The literals that follow the place where a message, refusal or failure is made.</summary>
    [GeneratedRegex(
        "(new (Error|Message|JobFailedException|ModelingException)\\(|Error \\w+ \\{ get; \\} =\\s+new\\()"
            + "\\s*(\"[^\"]*\",\\s*)?[$@]*\"(?<text>[^\"]*)\"",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex MadePattern();
}
