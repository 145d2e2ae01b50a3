namespace DeepDsl.Models;

/// <summary>
/// Kingma and Welling (2013): a vector to the means and logarithms of variances of a code, and a sample of it back. Its outputs are scores,
/// for losses that apply the sigmoid themselves; the model's other losses read its values <c>mean</c> and <c>logVariance</c>.
/// </summary>
[Block]
[Dense(Hidden, Activation = Activation.ReLU, Name = "hidden", TorchName = "fc1")]
[Dense(Code, Name = "logVariance", TorchName = "fc22"), Dense(Code, From = "hidden", Name = "mean", TorchName = "fc21")]
[Reparameterize("logVariance")]
[Dense(Hidden, Activation = Activation.ReLU, TorchName = "fc3"), Dense(Features, TorchName = "fc4")]
public partial class VariationalAutoencoder
{
    [Parameter] const int Code = 20;
    [Parameter] const int Hidden = 400;
    [Parameter(From = Of.InputChannels)] const int Features = 784;
}
