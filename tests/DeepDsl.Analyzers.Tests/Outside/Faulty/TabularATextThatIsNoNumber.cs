using DeepDsl;

[Features]
public partial record Car([|string Colour|], double Age, [Label] double Price);

[Model, Input(typeof(Car)), Dense(8, Activation = Activation.ReLU), Dense(1), Loss(Loss.MeanSquaredError)]
public partial class CarNet;
