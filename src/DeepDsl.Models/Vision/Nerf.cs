namespace DeepDsl.Models;

/// <summary>
/// Mildenhall et al. (2020): from a position, and the direction of view that <c>Direction</c> names, to red, green and blue as scores,
/// for the
/// sigmoid, and a density, for ReLU.
/// </summary>
[Block]
[FourierFeatures(PositionFrequencies, Name = "position"), Dense(Width, Activation = Activation.ReLU, TorchName = "pts_linears.0")]
[Dense(Width, Activation = Activation.ReLU, TorchName = "pts_linears.1")]
[Dense(Width, Activation = Activation.ReLU, TorchName = "pts_linears.2")]
[Dense(Width, Activation = Activation.ReLU, TorchName = "pts_linears.3")]
[Dense(Width, Activation = Activation.ReLU, Name = "half", TorchName = "pts_linears.4"), Concat("half", From = "position")]
[Dense(Width, Activation = Activation.ReLU, TorchName = "pts_linears.5")]
[Dense(Width, Activation = Activation.ReLU, TorchName = "pts_linears.6")]
[Dense(Width, Activation = Activation.ReLU, Name = "trunk", TorchName = "pts_linears.7")]
[Dense(1, Name = "density", TorchName = "alpha_linear")]
[FourierFeatures(DirectionFrequencies, Name = "view", From = Direction)]
[Dense(Width, Name = "features", From = "trunk", TorchName = "feature_linear"), Concat("view")]
[Dense(Width / 2, Activation = Activation.ReLU, TorchName = "views_linears.0"), Dense(3, TorchName = "rgb_linear"), Concat("density")]
public partial class Nerf
{
    [Parameter] const int Width = 256;
    [Parameter] const int PositionFrequencies = 10;
    [Parameter] const int DirectionFrequencies = 4;
    [Parameter] const string Direction = "direction";
}
