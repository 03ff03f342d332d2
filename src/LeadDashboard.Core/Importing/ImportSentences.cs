using System.Globalization;
using System.Reflection;
using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing;

/// <summary>
/// Every sentence that importing says, English text as key, {0} for what differs. Stored reasons stay readable as they
/// are, and a screen turns them
/// into its own language: <c>ImportSentences.Localize(reason, (key, args) => L[key, args])</c> with an
/// <c>IStringLocalizer&lt;ImportSentences&gt;</c>.
/// </summary>
public sealed partial class ImportSentences
{
    private static readonly Template[] Templates =
    [
        .. typeof(ImportSentences)
            .GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Concat(Enum.GetNames<TargetField>())
            .Concat(Enum.GetNames<ImportKind>())
            .Concat(Enum.GetNames<MatchKey>())
            .Distinct(StringComparer.Ordinal)
            .Select(key => new Template(key))
            .OrderByDescending(template => template.LiteralLength),
    ];

    private static readonly Dictionary<string, Template> Fixed = Templates
        .Where(t => t.ArgumentCount == 0)
        .ToDictionary(t => t.Key, StringComparer.Ordinal);

    private ImportSentences() { }

    /// <summary>All keys, for the translation and its test.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. Templates.Select(t => t.Key)];

    /// <summary>The sentence in another language; a text that is none of ours comes back as it is.</summary>
    /// <param name="text">An English sentence made here, as stored.</param>
    /// <param name="translate">Key and arguments to text.</param>
    public static string Localize(string text, Func<string, object[], string> translate) =>
        TryTakeApart(text, out var key, out var arguments)
            ? translate(key, [.. arguments.Select(argument => (object)Localize(argument, translate))])
            : text;

    /// <summary>The key of a sentence and what stands for {0}, {1} ...</summary>
    public static bool TryTakeApart(string text, out string key, out string[] arguments)
    {
        if (Fixed.TryGetValue(text, out var whole))
        {
            key = whole.Key;
            arguments = [];
            return true;
        }

        foreach (var template in Templates)
        {
            if (template.ArgumentCount > 0 && template.TryMatch(text, out arguments))
            {
                key = template.Key;
                return true;
            }
        }

        key = "";
        arguments = [];
        return false;
    }

    internal static string Say(string key, params ReadOnlySpan<object> arguments) =>
        string.Format(CultureInfo.InvariantCulture, key, arguments);

    internal static bool Is(string text, string key) =>
        TryTakeApart(text, out var found, out _) && string.Equals(found, key, StringComparison.Ordinal);

    /// <summary>
    /// A sentence cut at its placeholders, which stand in the order {0}, {1} ... in every English key.
    /// </summary>
    private sealed class Template
    {
        private readonly string[] _literals;

        public Template(string key)
        {
            Key = key;
            var literals = new List<string>();
            var rest = key;
            for (var i = 0; ; i++)
            {
                var placeholder = string.Create(CultureInfo.InvariantCulture, $"{{{i}}}");
                var at = rest.IndexOf(placeholder, StringComparison.Ordinal);
                if (at < 0)
                {
                    break;
                }

                literals.Add(rest[..at]);
                rest = rest[(at + placeholder.Length)..];
            }

            literals.Add(rest);
            _literals = [.. literals];
            LiteralLength = _literals.Sum(l => l.Length);
        }

        public string Key { get; }

        public int ArgumentCount => _literals.Length - 1;

        public int LiteralLength { get; }

        public bool TryMatch(string text, out string[] arguments)
        {
            arguments = [];
            if (
                text.Length < LiteralLength
                || !text.StartsWith(_literals[0], StringComparison.Ordinal)
                || !text.EndsWith(_literals[^1], StringComparison.Ordinal)
            )
            {
                return false;
            }

            var found = new string[ArgumentCount];
            var position = _literals[0].Length;
            var end = text.Length - _literals[^1].Length;
            for (var i = 1; i < _literals.Length; i++)
            {
                var at =
                    i == _literals.Length - 1
                        ? end
                        : text.IndexOf(_literals[i], position, end - position, StringComparison.Ordinal);
                if (at < position)
                {
                    return false;
                }

                found[i - 1] = text[position..at];
                position = at + _literals[i].Length;
            }

            arguments = found;
            return true;
        }
    }
}
