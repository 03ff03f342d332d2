using LeadDashboard.Core.Files;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>Tests that weigh the heap run alone.</summary>
[CollectionDefinition("memory", DisableParallelization = true)]
public sealed class MemoryCollection;

[Collection("memory")]
public sealed class MemoryTests
{
    [Fact]
    public async Task ReadRows_LongFile_HoldsConstantMemory()
    {
        var stream = new RepeatingStream("name,city,notes\n", "Ann,Rome,some notes about the lead\n", 1_000_000);
        var start = GC.GetTotalMemory(forceFullCollection: true);
        var rows = 0;
        var highest = 0L;
        await foreach (var row in TabularFile.ReadRowsAsync(stream, new FileFormat()))
        {
            rows += row.Problem is null ? 1 : 0;
            if (rows % 250_000 == 0)
            {
                highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true) - start);
            }
        }

        Assert.Equal(1_000_000, rows);
        Assert.InRange(highest, 0, 8 * 1024 * 1024);
    }
}
