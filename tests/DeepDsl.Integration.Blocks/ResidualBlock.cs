namespace DeepDsl.Integration.Blocks;

/// <summary>Two dense layers around a shortcut; lies in an assembly of its own, so that models read its serialised form.</summary>
[Block]
[Identity(Name = "x")]
[Dense(Units * 2, Activation = Activation.ReLU)]
[Dense(Units)]
[Shortcut("x"), ReLU]
public partial class ResidualBlock
{
    [Parameter(From = Of.InputChannels)] const int Units = 8;
}
