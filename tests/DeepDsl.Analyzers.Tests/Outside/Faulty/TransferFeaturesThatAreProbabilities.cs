using DeepDsl;

[Model, Input(8), Dense(16, Activation = Activation.ReLU), Dense(3), [|Softmax|], Loss(Loss.CategoricalCrossEntropy)]
public partial class Base;

[Model, [|Extends(typeof(Base), Trainable = false)|], [|Softmax|], Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Fine;
