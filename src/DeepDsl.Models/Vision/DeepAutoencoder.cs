namespace DeepDsl.Models;

/// <summary>
/// Hinton and Salakhutdinov (2006): a vector through ever narrower layers to a code, and back. Its outputs are scores, for losses that
/// apply
/// the sigmoid themselves.
/// </summary>
[Block]
[DenseEncoder(Code = Code, Wide = Wide), DenseDecoder(Features = Features, Wide = Wide)]
public partial class DeepAutoencoder
{
    [Parameter] const int Code = 30;
    [Parameter] const int Wide = 1000;
    [Parameter(From = Of.InputChannels)] const int Features = 784;
}
