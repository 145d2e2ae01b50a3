using DeepDsl;

[Model, Input(Dim.T, 16), Extent(Dim.T, [|Min = 2|], Max = 200), [|Conv1D(32, [|Kernel = 7|], Activation = Activation.ReLU)|]]
[GlobalMaxPool1D, Dense(4), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Classifier;
