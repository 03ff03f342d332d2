using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tests.Trees;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Tests.Storage;

public sealed class ModelFileTests
{
    [Fact]
    public void Read_WrittenTrees_SameScoresReasonsAndBytes()
    {
        var (table, labels) = Made.Leads(2_000);
        var model = BoostedTrees.Fit(table, labels, null, new BoostedTreesOptions { TreeCount = 10 });
        var bytes = Made.Bytes(model);

        var again = Assert.IsType<BoostedTreesModel>(ModelFile.Read(new MemoryStream(bytes)));

        Assert.Equal(model.PredictRaw(table), again.PredictRaw(table));
        Assert.Equal(model.ExplainAll(table, out _), again.ExplainAll(table, out _));
        Assert.Equal(bytes, Made.Bytes(again));
    }

    [Fact]
    public void Read_OtherFile_SaysItIsNoModel()
    {
        var error = Assert.Throws<InvalidDataException>(() =>
            ModelFile.Read(new MemoryStream("id;name;won\n1;a;0"u8.ToArray()))
        );
        Assert.Contains("This is not a model", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnknownVersion_NamesBothVersions()
    {
        var bytes = Small();
        bytes[8] = 77;

        var error = Assert.Throws<InvalidDataException>(() => ModelFile.Read(new MemoryStream(bytes)));

        Assert.Contains("format version 77; this program reads version 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnknownKind_NamesIt()
    {
        var bytes = Small();
        "tulip"u8.CopyTo(bytes.AsSpan(13));

        var error = Assert.Throws<InvalidDataException>(() => ModelFile.Read(new MemoryStream(bytes)));

        Assert.Contains("unknown kind 'tulip'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutAnywhere_IsRefused()
    {
        var bytes = Small();

        for (var length = 0; length < bytes.Length; length += 7)
        {
            Assert.Throws<InvalidDataException>(() => ModelFile.Read(new MemoryStream(bytes, 0, length)));
        }
    }

    [Fact]
    public void Read_NodePointingBackwards_IsRefused()
    {
        var tree = new Tree(
            [new TreeNode(0, 0, 1, TreeNodeFlags.None), new TreeNode(0, 0, 0, TreeNodeFlags.None), TreeNode.Leaf(1)],
            new float[3],
            new float[3],
            []
        );
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        tree.Write(writer);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);

        var error = Assert.Throws<InvalidDataException>(() => Tree.Read(reader, 1));

        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Small()
    {
        var (table, labels) = Made.Leads(200);
        return Made.Bytes(
            BoostedTrees.Fit(table, labels, null, new BoostedTreesOptions { TreeCount = 2, LeafCount = 4 })
        );
    }
}
