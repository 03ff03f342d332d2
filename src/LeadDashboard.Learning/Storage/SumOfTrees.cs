using LeadDashboard.Learning.Blending;
using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Storage;

/// <summary>
/// A model whose raw score is a sum of trees, as one model of boosted trees: what XGBoost and LightGBM can hold. A
/// forest's answers are divided already, a blend is the weighted sum of its members, and a threshold asked of category
/// codes is the set of the codes below it.
/// </summary>
public sealed class SumOfTrees
{
    private readonly IReadOnlyList<FeatureColumn> _columns;
    private readonly List<Tree> _trees = [];
    private readonly List<string> _others = [];
    private readonly List<float> _missing = [];
    private double _baseRaw;

    private SumOfTrees(IReadOnlyList<FeatureColumn> columns) => _columns = columns;

    /// <param name="model">Raw scores are log-odds.</param>
    /// <param name="columns">Of the tables that it reads: names, kinds and categories; values are not looked
    /// at.</param>
    /// <param name="slope">The raw score is multiplied by this ...</param>
    /// <param name="intercept">... and this is added.</param>
    /// <returns>Model: raw = slope * raw of the given one + intercept, up to the rounding of each answer to a float;
    /// null where a part is no sum of trees. Others: kinds of these parts.</returns>
    public static (BoostedTreesModel? Model, IReadOnlyList<string> Others) Of(
        ILearnedModel model,
        IReadOnlyList<FeatureColumn> columns,
        double slope = 1,
        double intercept = 0
    )
    {
        var sum = new SumOfTrees(columns) { _baseRaw = intercept };
        sum.Add(model, slope, areCodesOrdered: false);
        if (sum._others.Count > 0)
        {
            return (null, [.. sum._others.Distinct()]);
        }

        var ensemble = new TreeEnsemble(
            sum._baseRaw,
            [.. sum._trees],
            [.. columns.Select(column => column.Name)],
            [.. columns.Select(column => column.Kind)],
            sum._missing.Count > 0 ? sum._missing[0] : float.NaN
        );
        return (new BoostedTreesModel(ensemble, LossKind.Log), []);
    }

    private void Add(ILearnedModel model, double weight, bool areCodesOrdered)
    {
        switch (model)
        {
            case BoostedTreesModel { Loss: LossKind.Log } trees:
                Add(trees.Kind, trees.Ensemble, weight, areCodesOrdered);
                break;
            case RandomForestModel forest:
                Add(forest.Kind, forest.Ensemble, weight, areCodesOrdered);
                break;
            case OrderedEncoding ordered:
                Add(ordered.Inner, weight, areCodesOrdered: true);
                break;
            case BlendModel blend:
                _baseRaw += weight * blend.Intercept;
                for (var m = 0; m < blend.Members.Count; m++)
                {
                    Add(blend.Members[m], weight * blend.Weights[m], areCodesOrdered);
                }

                break;
            default:
                _others.Add(model.Kind);
                break;
        }
    }

    private void Add(string kind, TreeEnsemble ensemble, double weight, bool areCodesOrdered)
    {
        if (_missing.Count > 0 && !_missing[0].Equals(ensemble.Missing))
        {
            // Another number means missing here than in the trees before.
            _others.Add(kind);
            return;
        }

        _missing.Add(ensemble.Missing);
        _baseRaw += weight * ensemble.BaseRaw;
        _trees.AddRange(ensemble.Trees.Select(tree => Rewrite(tree, weight, areCodesOrdered)));
    }

    private Tree Rewrite(Tree tree, double weight, bool areCodesOrdered)
    {
        if (weight.Equals(1.0) && !areCodesOrdered)
        {
            return tree;
        }

        var bits = new List<uint>(tree.CategoryBits);
        var nodes = tree.Nodes.Select(node =>
            node.IsLeaf ? TreeNode.Leaf((float)(weight * node.Value))
            : areCodesOrdered && _columns[node.Column].Kind == FeatureKind.Category ? SetBelow(node, bits)
            : node
        );
        return new Tree([.. nodes], tree.Covers, tree.Gains, [.. bits]);
    }

    private TreeNode SetBelow(TreeNode node, List<uint> bits)
    {
        var words = new uint[(_columns[node.Column].Categories.Length + 31) / 32];
        for (var code = 0; code < _columns[node.Column].Categories.Length; code++)
        {
            if (code < node.Threshold)
            {
                words[code >> 5] |= 1u << (code & 31);
            }
        }

        var threshold = BitConverter.Int32BitsToSingle(bits.Count);
        bits.Add((uint)words.Length);
        bits.AddRange(words);
        return node with { Threshold = threshold, Flags = node.Flags | TreeNodeFlags.Category };
    }
}
