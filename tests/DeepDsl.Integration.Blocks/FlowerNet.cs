namespace DeepDsl.Integration.Blocks;

/// <summary>A flower by four lengths; lies in an assembly of its own, so that models extend its serialised form.</summary>
// <trunk>
[Model, Input(4), Dense(16, Activation = Activation.ReLU), BatchNorm, Dense(8, Activation = Activation.ReLU, Name = "features")]
[Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
public partial class FlowerNet;
// </trunk>
