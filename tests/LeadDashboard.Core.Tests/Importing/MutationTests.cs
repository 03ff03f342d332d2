using System.Text;
using LeadDashboard.Core.Files;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>Damages sound files in seeded ways: none may crash the import or lose a row.</summary>
public sealed class MutationTests
{
    private static readonly string[] Pieces =
    [
        "\"", "\"\"", ",", ";", "\t", "\n", "\r\n", "\r", "\0", "=1+1", "é", "王", "\uFEFF", "999", "n/a", "''", " ",
        "31/12/2026", "-", "%", "1e309", "1.234,56", "sep=|\n", "\\\"", "\\", "\nTotal,,,10000,\n", "\nSumme;;;77;\n",
        "\nGrand Total\n", "\nname,email,created,value,won\n", "\nCopyright 2026 X\n", "\n,,,5,\n", "\n-----,---\n",
        "info@x.com", "\n,,Deal,,\n", "#N/A",
    ];

    /// <summary>Lines and letters of Windows-1252 and GB18030, and half a character of UTF-8.</summary>
    private static readonly byte[][] OtherBytes =
    [
        [0xE9],
        [.. "\nJ"u8, 0xFC, .. "rgen,j@x.com,2026-01-02,5,yes\n"u8],
        [0xCD, 0xF5, 0xB7, 0xBC],
        [0xE7, 0x8E],
    ];

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 500)]
    [InlineData(3, 500)]
    [InlineData(4, 500)]
    [InlineData(5, 500)]
    [InlineData(6, 500)]
    [InlineData(7, 500)]
    [InlineData(8, 500)]
    public async Task Import_DamagedFile_CountsEveryRowOrRefuses(int seed, int fileCount)
    {
        var random = new Random(seed);
        for (var file = 0; file < fileCount; file++)
        {
            var bytes = Damage(Sound(random), random);

            var outcome = await TableText.ImportAsync(
                new MemoryStream(bytes),
                new ReadLimits
                {
                    MaxCellLength = 300,
                    MaxRowLength = 900,
                    MaxColumnCount = 50,
                }
            );

            var where = $"seed {seed}, file {file}: {Convert.ToBase64String(bytes)}";
            if (outcome.Refusal is not null)
            {
                Assert.True(outcome.Message!.Length > 20, where);
                continue;
            }

            Assert.True(outcome.RowCount == outcome.Leads.Count + outcome.Errors.Count + outcome.SkippedCount, where);
            Assert.True(outcome.RowCount > 0, where);
            Assert.True(
                outcome.Leads.Select(l => l.Lead.ImportRowIndex).Distinct().Count() == outcome.Leads.Count,
                where
            );
        }
    }

    [Theory]
    [InlineData(11, 400)]
    [InlineData(12, 400)]
    public async Task Import_DamagedJson_CountsEveryRowOrRefuses(int seed, int fileCount)
    {
        var random = new Random(seed);
        for (var file = 0; file < fileCount; file++)
        {
            var objects = Enumerable
                .Range(0, random.Next(1, 10))
                .Select(row =>
                    $"{{\"name\":\"Ann {row}\",\"email\":\"ann{row}@x.com\",\"tags\":[1,\"b\"],"
                        + $"\"of\":{{\"size\":{random.Next(99)}}},\"won\":{(random.Next(2) == 0 ? "true" : "null")}}}"
                );
            var text = random.Next(3) switch
            {
                0 => "[" + string.Join(",\n", objects) + "]",
                1 => "{\"page\":1,\"leads\":[" + string.Join(',', objects) + "]}",
                _ => string.Join("\r\n", objects),
            };
            var bytes = Damage(Encoding.UTF8.GetBytes(text), random);

            var outcome = await TableText.ImportAsync(
                new MemoryStream(bytes),
                new ReadLimits
                {
                    MaxCellLength = 300,
                    MaxRowLength = 900,
                    MaxColumnCount = 50,
                }
            );

            var where = $"seed {seed}, file {file}: {Convert.ToBase64String(bytes)}";
            Assert.True(
                outcome.Refusal is null
                    ? outcome.RowCount > 0
                        && outcome.RowCount == outcome.Leads.Count + outcome.Errors.Count + outcome.SkippedCount
                    : outcome.Message!.Length > 20,
                where
            );
        }
    }

    [Fact]
    public async Task Import_DamagedWorkbook_IsReadOrRefused()
    {
        var random = new Random(5);
        var sound = TableText
            .Workbook(
                (
                    "Leads",
                    [
                        ["name", "email", "won"],
                        ["Ann", "ann@x.com", "yes"],
                        ["Bob", "bob@x.com", "no"],
                    ]
                )
            )
            .ToArray();
        for (var file = 0; file < 250; file++)
        {
            var bytes = (byte[])sound.Clone();
            for (var i = random.Next(1, 12); i > 0; i--)
            {
                bytes[random.Next(4, bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                var outcome = await TableText.ImportAsync(new MemoryStream(bytes));
                Assert.True(
                    outcome.Refusal is not null
                        || outcome.RowCount == outcome.Leads.Count + outcome.Errors.Count + outcome.SkippedCount
                );
            }
            catch (UnreadableFileException unreadable)
            {
                Assert.StartsWith(
                    "The workbook cannot be read",
                    unreadable.Error.Message.English(),
                    StringComparison.Ordinal
                );
            }
        }
    }

    /// <summary>
    /// Physical lines are the smallest unit of loss: whatever quotes do, the rows' lines cover the file without a gap.
    /// </summary>
    [Fact]
    public async Task ReadRows_StrayQuotes_NamesOfUntouchedLinesAllArrive()
    {
        var random = new Random(6);
        for (var file = 0; file < 200; file++)
        {
            var lines = Enumerable.Range(0, 30).Select(i => $"row{i:00},{random.Next(100)},city").ToList();
            var hit = random.Next(lines.Count - 1);
            lines[hit] = lines[hit].Insert(random.Next(lines[hit].Length), "\"");
            var stream = TableText.Utf8("name,score,city\n" + string.Join('\n', lines) + "\n");

            var rows = new List<FileRow>();
            await foreach (var row in TabularFile.ReadRowsAsync(stream, new FileFormat()))
            {
                rows.Add(row);
            }

            Assert.Equal(30, rows.Count);
            Assert.All(rows.Where(r => r.RowIndex != hit), r => Assert.Equal($"row{r.RowIndex:00}", r.Cells[0]));
            Assert.All(rows, r => Assert.Equal(r.RowIndex + 2, r.LineNumber));
        }
    }

    private static byte[] Sound(Random random)
    {
        var delimiter = ",;\t|"[random.Next(4)];
        var text = new StringBuilder().AppendJoin(delimiter, "name", "email", "created", "value", "won").Append("\r\n");
        for (var row = random.Next(1, 12); row > 0; row--)
        {
            text.AppendJoin(
                    delimiter,
                    $"\"Ann{delimiter} {row}\"",
                    $"ann{row}@x.com",
                    $"2026-0{random.Next(1, 9)}-1{random.Next(9)}",
                    random.Next(10_000),
                    random.Next(2) == 0 ? "yes" : "no"
                )
                .Append("\r\n");
        }

        var encoding = Encoding.GetEncoding(
            random.Next(4) switch
            {
                0 => "utf-16",
                1 => "gb18030",
                _ => "utf-8",
            }
        );
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text.ToString())];
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        var damaged = bytes.ToList();
        for (var i = random.Next(1, 8); i > 0 && damaged.Count > 0; i--)
        {
            var at = random.Next(damaged.Count);
            switch (random.Next(7))
            {
                case 6:
                    damaged.InsertRange(at, OtherBytes[random.Next(OtherBytes.Length)]);
                    break;
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged.RemoveRange(at, Math.Min(random.Next(1, 20), damaged.Count - at));
                    break;
                case 2:
                    damaged.InsertRange(at, damaged.GetRange(at, Math.Min(random.Next(1, 60), damaged.Count - at)));
                    break;
                case 3:
                    damaged.InsertRange(at, Enumerable.Repeat((byte)random.Next(32, 127), random.Next(1, 1_200)));
                    break;
                default:
                    damaged.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }

        return [.. damaged];
    }
}
