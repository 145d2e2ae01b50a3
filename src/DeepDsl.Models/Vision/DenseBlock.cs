namespace DeepDsl.Models;

/// <summary>Layers of Huang et al. (2016), each of which reads all those before it.</summary>
[Block]
[DenseLayer(Growth = Growth, Repeat = Layers, TorchName = "denselayer1")]
public partial class DenseBlock
{
    [Parameter] const int Layers = 6;
    [Parameter] const int Growth = 32;
}
