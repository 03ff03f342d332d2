using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>
/// Files of every shape, country and decoration: nearly all values come in as planted, and every other cell is told.
/// </summary>
public sealed class GeneratedFileTests
{
    private const double LeastAsPlanted = 0.99;

    [Theory]
    [InlineData(27, 40)]
    public Task Import_SomeGeneratedFiles_ValuesAreAsPlanted(int files, int rows) => CheckAsync(1, files, rows);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(360, 60)]
    public Task Import_ManyGeneratedFiles_ValuesAreAsPlanted(int files, int rows) => CheckAsync(1_000, files, rows);

    private static async Task CheckAsync(int firstSeed, int files, int rows)
    {
        int planted = 0,
            right = 0;
        var silent = new List<string>();
        for (var seed = firstSeed; seed < firstSeed + files; seed++)
        {
            var file = GeneratedFile.Create(seed, rows);
            var read = await TableText.ImportAsync(TableText.Utf8(file.Text), currency: file.Currency);
            Assert.True(read.Leads.Count == rows, $"seed {seed}: {read.Leads.Count} of {rows} rows");
            var told = read.Warnings.Select(warning => (warning.LineNumber, warning.Column)).ToHashSet();
            for (var i = 0; i < rows; i++)
            {
                foreach (var cell in file.Rows[i])
                {
                    var isRight = cell.Value is { } value && Holds(read.Leads[i].Lead, value);
                    planted += cell.Value is null ? 0 : 1;
                    right += isRight ? 1 : 0;
                    if (!isRight && !told.Contains((i + 2, cell.Column)))
                    {
                        silent.Add($"seed {seed} line {i + 2} {cell.Column}: '{cell.Text}'");
                    }
                }
            }

            var filled = file.Rows.Sum(row => row.Count(cell => cell.Text.Length > 0));
            Assert.Equal(filled, read.Cells.Filled);
            Assert.Equal(
                read.Cells.Filled,
                read.Cells.Stored + read.Cells.NotKnown + read.Cells.NotImported + read.Cells.LeftOut
            );
        }

        Assert.True(right >= LeastAsPlanted * planted, $"{right} of {planted}; {string.Join("; ", silent.Take(20))}");
        Assert.True(silent.Count == 0, $"{silent.Count} untold: {string.Join("; ", silent.Take(20))}");
    }

    private static bool Holds(Lead lead, object value) =>
        value switch
        {
            decimal amount => lead.ValueAmount == amount,
            DateTime day => lead.IsCreatedKnown && lead.CreatedUtc == day,
            string text => new[] { lead.Name, lead.Email, lead.Company, lead.City }.Contains(text)
                || lead.PhoneE164 == text.Replace(" ", "", StringComparison.Ordinal),
            _ => throw new ArgumentException(value.ToString(), nameof(value)),
        };
}
