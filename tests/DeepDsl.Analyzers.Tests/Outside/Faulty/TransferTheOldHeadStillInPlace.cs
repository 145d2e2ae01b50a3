using DeepDsl;

public enum Ripeness { Green, Ripe }

[Model, Input(8), Dense(16, Activation = Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Base;

[Model, [|Extends(typeof(Base))|], [|Labels(typeof(Ripeness))|], Loss(Loss.SoftmaxCrossEntropy)]
public partial class Fine;
