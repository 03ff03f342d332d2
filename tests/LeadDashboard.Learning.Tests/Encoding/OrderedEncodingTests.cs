using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tests.Trees;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Tests.Encoding;

public sealed class OrderedEncodingTests
{
    [Fact]
    public void Fit_TableWithCategories_SharesAddUpRowByRowAndAllAtOnceAndSurviveStorage()
    {
        var (table, labels) = Made.Leads(600);
        var model = OrderedEncoding.Fit(
            table,
            ranked => BoostedTrees.Fit(ranked, labels, null, new BoostedTreesOptions { TreeCount = 20 })
        );
        using var stream = new MemoryStream();
        ModelFile.Write(stream, model);
        stream.Position = 0;
        var read = ModelFile.Read(stream);
        var raw = model.PredictRaw(table);
        var all = read.ExplainAll(table, out var baseValue);
        var shares = new double[table.ColumnCount];

        Assert.Equal(raw, read.PredictRaw(table));
        for (var row = 0; row < 50; row++)
        {
            Assert.Equal(raw[row], read.Explain(table, row, shares) + shares.Sum(), 1e-6);
            Assert.Equal(
                raw[row],
                baseValue + all.AsSpan(row * table.ColumnCount, table.ColumnCount).ToArray().Sum(),
                1e-6
            );
        }

        Assert.True(Math.Abs(raw.Average()) < 3 && raw.Max() - raw.Min() > 1);
    }
}
