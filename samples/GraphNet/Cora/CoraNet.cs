using DeepDsl;

namespace GraphNet.Cora;

/// <summary>The subject of each paper, by its words and those of papers that it cites or that cite it (Kipf and Welling, 2017).</summary>
// <cora>
[Model, Extent(Dim.Nodes, Max = 4096), Extent(Dim.Edges, Max = 16384)]
[Input(Dim.Edges, 2, Type = ElementType.Int32, Name = "edges"), Input(Dim.Nodes, Words, Name = "words")]
[Dropout(0.5), GraphConv(16, Activation = Activation.ReLU, L2 = 2.5e-4)]
[Dropout(0.5), GraphConv(7)]
[Labels(typeof(Subject))]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -1), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 1)]
public partial class CoraNet
{
    /// <summary>How many words are told of each paper whether it has them.</summary>
    public const int Words = 1433;
}
// </cora>
