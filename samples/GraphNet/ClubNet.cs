using DeepDsl;

namespace GraphNet;

/// <summary>On which side each of 34 members is, of two of whom it is told: the others' labels are -1.</summary>
// <model>
[Model]
[Input(156, 2, Type = ElementType.Int32, Name = "edges")]
[Input(34, 34, Name = "members")]
[GraphConv(8, Activation = Activation.Tanh)]
[GraphConv(2)]
[Labels(typeof(Club))]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -1), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02)]
public partial class ClubNet;
// </model>
