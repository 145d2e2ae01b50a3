using DeepDsl;

[Model, Input(1, Type = ElementType.Int32, Name = "shop"), Input(12, Name = "numbers"), Embedding(300, 8, From = "shop")]
[[|Concat("numbers")|]]
[Dense(32, Activation = Activation.ReLU), Dense(1), Loss(Loss.MeanSquaredError)]
public partial class Sales;
