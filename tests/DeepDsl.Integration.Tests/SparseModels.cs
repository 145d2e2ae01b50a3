namespace DeepDsl.Integration.Tests;

/// <summary>Nodes by words that are listed; <see cref="WrittenKinds"/> is the same of words that are written out.</summary>
[Model, Extent(Dim.Nodes, Max = 64), Extent(Dim.Edges, Max = 256)]
[Input(Dim.Edges, 2, Type = ElementType.Int32, Name = "edges"), Input(Dim.Nodes, 6, Name = "shares")]
[Input(Dim.Nodes, 6, Type = ElementType.Int32, Name = "words"), SparseRows(40, Values = "shares"), GraphConv(19, Activation = Activation.Tanh), GraphConv(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02)]
public partial class ListedKinds;

[Model, Extent(Dim.Nodes, Max = 64), Extent(Dim.Edges, Max = 256)]
[Input(Dim.Edges, 2, Type = ElementType.Int32, Name = "edges"), Input(Dim.Nodes, 40, Name = "words")]
[GraphConv(19, Activation = Activation.Tanh), GraphConv(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02)]
public partial class WrittenKinds;

/// <summary>A text by the words that it has, of which training drops some.</summary>
[Model, Input(8, Type = ElementType.Int32), SparseRows(50), Dropout(0.3), Dense(16, Activation = Activation.ReLU), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 32)]
public partial class BagOfWords;

/// <summary>Whether the bonds of a molecule are of one kind; its atoms do not tell.</summary>
[Model, Input(8, 2, Type = ElementType.Int32, Name = "edges"), Input(8, 2, Name = "bonds"), Input(4, 3, Name = "atoms")]
[GraphIsomorphism(8, EdgeFeatures = "bonds"), GraphAttention(8, Heads = 2, EdgeFeatures = "bonds", Activation = Activation.ELU)]
[GlobalSumPool1D, Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
public partial class BondKinds;
