namespace LeadDashboard.Core.Importing.Values;

/// <summary>
/// Which sign a column sets before groups of three digits. "1.200" alone can be read two ways; the column it stands in
/// tells: a sign that is set twice in a number ("1.200.000") separates thousands, and so does one that only ever stands
/// before three digits where smaller numbers have none ("1.200" beside "950": with decimals it would be 950.000).
/// </summary>
internal sealed class GroupStyle
{
    private readonly Count _point = new();
    private readonly Count _comma = new();
    private int _small;
    private int _large;

    /// <summary>The column proves it beyond doubt; '\0' = none or both.</summary>
    public char Sure =>
        (IsSure(_point), IsSure(_comma)) switch
        {
            (true, false) => '.',
            (false, true) => ',',
            _ => '\0',
        };

    /// <summary>The column holds it, and nothing in it speaks against; '\0' = none or both.</summary>
    public char Possible =>
        (_point.CanBe, _comma.CanBe) switch
        {
            (true, false) => '.',
            (false, true) => ',',
            _ => '\0',
        };

    /// <summary>A value that shows it; null = none.</summary>
    public string? Example(char sign) => (sign == '.' ? _point : _comma).Example;

    public void Add(string cell)
    {
        if (!NumberText.TryNormalize(cell, '.', out _) && !NumberText.TryNormalize(cell, ',', out _))
        {
            return;
        }

        var digits = NumberText.Digits(cell);
        var first = digits.IndexOfAny('.', ',');
        if (first < 0)
        {
            _small += digits.Length <= 3 ? 1 : 0;
            _large += digits.Length > 3 ? 1 : 0;
            return;
        }

        (digits[first] == '.' ? _point : _comma).Add(digits, first, cell);
        if (digits[(first + 1)..].Contains(digits[first] == '.' ? ',' : '.'))
        {
            // "1.234,50": the last sign is a decimal one.
            (digits[first] == '.' ? _comma : _point).IsDecimal = true;
        }
    }

    private bool IsSure(Count count) =>
        count.CanBe
        && ((count.IsSetTwice && count.IsOfVaryingLength) || (count.EndsInZero && _small > 0 && _large == 0));

    /// <summary>How one sign is used in the column.</summary>
    private sealed class Count
    {
        /// <summary>Some value has it where no group of three digits is.</summary>
        public bool IsDecimal { get; set; }

        public bool IsSetTwice { get; private set; }

        private int _shortest = int.MaxValue;
        private int _longest;
        private int _grouped;

        /// <summary>Phone numbers such as 912.345.678 are all of one length.</summary>
        public bool IsOfVaryingLength => _grouped < 2 || _shortest < _longest;

        /// <summary>A decimal number of varying length would not end in 0.</summary>
        public bool EndsInZero { get; private set; }

        public string? Example { get; private set; }

        public bool CanBe => Example is not null && !IsDecimal;

        public void Add(ReadOnlySpan<char> digits, int first, string cell)
        {
            var other = digits[first] == '.' ? ',' : '.';
            var whole = digits[first..];
            var end = whole.IndexOf(other);
            whole = end < 0 ? whole : whole[..end];
            var isGrouped = first is >= 1 and <= 3 && digits[0] is >= '1' and <= '9' && whole.Length % 4 == 0;
            for (var i = 0; isGrouped && i < whole.Length; i++)
            {
                isGrouped = i % 4 == 0 ? whole[i] == digits[first] : char.IsAsciiDigit(whole[i]);
            }

            IsDecimal |= !isGrouped;
            if (isGrouped)
            {
                _grouped++;
                _shortest = Math.Min(_shortest, digits.Length);
                _longest = Math.Max(_longest, digits.Length);
            }

            IsSetTwice |= isGrouped && whole.Length > 4;
            EndsInZero |= isGrouped && whole[^1] == '0';
            Example = isGrouped ? Example ?? CellText.Shorten(cell.Trim()) : Example;
        }
    }
}
