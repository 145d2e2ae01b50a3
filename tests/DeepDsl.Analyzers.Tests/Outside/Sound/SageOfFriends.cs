using DeepDsl;

// Hamilton et al., 2017.
[Model, Input(400, 2, Type = ElementType.Int32, Name = "edges"), Input(100, 50, Name = "people")]
[GraphSage(64, Activation = Activation.ReLU), GraphSage(41), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
public partial class SageOfFriends;
