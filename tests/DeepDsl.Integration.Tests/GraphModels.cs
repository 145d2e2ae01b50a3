namespace DeepDsl.Integration.Tests;

/// <summary>Nodes of two kinds, of which two are known.</summary>
[Model, Extent(Dim.Nodes, Max = 64), Extent(Dim.Edges, Max = 256)]
[Input(Dim.Edges, 2, Type = ElementType.Int32, Name = "edges"), Input(Dim.Nodes, 5, Name = "x")]
[GraphConv(8, Activation = Activation.Tanh), GraphConv(2)]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -1), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02)]
public partial class NodeKinds;

/// <summary>Whether a graph is a ring or two.</summary>
[Model]
[Input(12, 2, Type = ElementType.Int32, Name = "edges"), Input(6, 3, Name = "x")]
[GraphIsomorphism(8), GraphAttention(4, Heads = 2, Activation = Activation.ELU), GraphSage(6, Activation = Activation.ReLU)]
[GlobalSumPool1D, Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
public partial class RingKinds;
