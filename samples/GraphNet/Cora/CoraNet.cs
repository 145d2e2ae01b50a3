using DeepDsl;

namespace GraphNet.Cora;

/// <summary>The subject of each paper, by its words and those of papers that it cites or that cite it (Kipf and Welling, 2017).</summary>
// <cora>
[Model, Extent(Dim.Nodes, Max = 4096), Extent(Dim.Edges, Max = 16384)]
[Input(Dim.Edges, 2, Type = ElementType.Int32, Name = "edges"), Input(Dim.Nodes, Listed, Name = "shares")]
[Input(Dim.Nodes, Listed, Type = ElementType.Int32, Name = "words"), SparseRows(Words, Values = "shares")]
[Dropout(0.5), GraphConv(16, Activation = Activation.ReLU, L2 = 2.5e-4)]
[Dropout(0.5), GraphConv(7)]
[Labels(typeof(Subject))]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -1), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 1)]
public partial class CoraNet
{
    /// <summary>How many words a paper may have.</summary>
    public const int Words = 1433;

    /// <summary>How many of them are listed of a paper; the longest list of Cora has 30.</summary>
    public const int Listed = 32;
}
// </cora>
