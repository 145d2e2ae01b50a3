using DeepDsl;

[Model, Input(30), Dense(16, Activation = Activation.ReLU), [|Dense(1, Activation = Activation.Softmax)|]]
[[|Loss(Loss.CategoricalCrossEntropy)|]]
public partial class Tumor;
