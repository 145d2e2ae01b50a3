namespace DeepDsl.Models;

/// <summary>
/// Devlin et al. (2018), the base one of two: from tokens [T], and the segment of each that <c>Segments</c> names, to one vector for all,
/// [Width], by the first. Its value <c>sequence</c> has a vector for each token.
/// </summary>
[Block]
[BertEncoder(Vocabulary = Vocabulary, Length = Length, Width = Width, Heads = Heads, Layers = Layers, DropRate = DropRate,
    Segments = Segments, Name = "sequence")]
[FirstStep, Dense(Width, Activation = Activation.Tanh, TorchName = "pooler.dense")]
public partial class Bert
{
    [Parameter] const int Vocabulary = 30522;
    /// <summary>Positions that have a vector; 0 for as many as the input has.</summary>
    [Parameter] const int Length = 512;
    [Parameter] const int Width = 768;
    [Parameter] const int Heads = 12;
    [Parameter] const int Layers = 12;
    [Parameter] const double DropRate = 0.1;
    /// <summary>Ints beside the block, 0 or 1 for each token: which of two texts it is of.</summary>
    [Parameter] const string Segments = "segments";
}
