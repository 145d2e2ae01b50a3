using DeepDsl;

[Model, Input(13), [|Dense(64)|], [|Dense(64)|], Dense(1), Loss(Loss.MeanSquaredError)]
public partial class Houses;
