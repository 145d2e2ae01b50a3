using DeepDsl;

[Features]
public partial record Flat(double Area, double Age, [Label] double Price);

[Model, [|Input(typeof(Flat))|], Dense(8, Activation = Activation.ReLU), [|Dense(10)|], [|Loss(Loss.SoftmaxCrossEntropy)|]]
public partial class FlatNet;
