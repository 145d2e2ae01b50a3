namespace DeepDsl.Models;

/// <summary>
/// What <see cref="Bert"/> has before its last dense layer: from tokens [T], and the segment of each that <c>Segments</c> names, to a
/// vector for each, [T, Width].
/// </summary>
[Block]
[Embedding(Vocabulary, Width, InitValue = 0.02, Name = "tokens", TorchName = "embeddings.word_embeddings")]
[Embedding(2, Width, InitValue = 0.02, From = Segments, TorchName = "embeddings.token_type_embeddings"), Add("tokens")]
[LearnedPositions(Length = Length, TorchName = "embeddings.position_embeddings")]
[LayerNorm(Eps = 1e-12, TorchName = "embeddings.LayerNorm"), Dropout(DropRate, When = DropRate > 0)]
[TransformerEncoder(Heads = Heads, Function = Activation.GELU, DropRate = DropRate, Eps = 1e-12, Repeat = Layers,
    TorchName = "encoder.layer.0")]
public partial class BertEncoder
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
