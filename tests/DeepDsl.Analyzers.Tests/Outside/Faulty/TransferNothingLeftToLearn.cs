using DeepDsl;

[Model, Input(8), Dense(16, Activation = Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Base;

[Model, [|Extends(typeof(Base), Trainable = false)|], Loss(Loss.SoftmaxCrossEntropy), [|Train(LearningRate = 0.01)|]]
public partial class Fine;
