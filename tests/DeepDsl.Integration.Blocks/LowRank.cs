namespace DeepDsl.Integration.Blocks;

// <layer>
/// <summary>A dense layer whose weight is the product of two thin ones, so that it has fewer parameters.</summary>
[Block, Compute(nameof(Forward))]
public partial class LowRank
{
    [Parameter] const int Units = 64;
    [Parameter] const int Rank = 4;
    [Parameter(From = Of.InputChannels)] const int Inputs = 1;

    static FloatTensor Forward(
        FloatTensor x, [Weight(Inputs, Rank)] FloatTensor down, [Weight(Rank, Units)] FloatTensor up, [Weight(Units)] FloatTensor bias)
    {
        FloatTensor narrow = x.MatMul(down);
        return narrow.MatMul(up) + bias;
    }
}
// </layer>
