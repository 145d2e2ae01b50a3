using DeepDsl;
using DeepDsl.Models;

namespace TinyGpt;

/// <summary>Says at each of 64 characters which one comes next.</summary>
// <model>
[Model, Input(Steps, Type = ElementType.Int32)]
[Embedding(Characters, 128, InitValue = 0.02, Name = "vectors"), LearnedPositions]
[TransformerEncoder(Heads = 4, PreNorm = true, Causal = true, Function = Activation.GELU, Repeat = 4)]
[LayerNorm, Unembed("vectors")]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 2e-3, BatchSize = 32)]
public partial class CharacterNet
{
    /// <summary>Length of a window of text.</summary>
    public const int Steps = 64;

    /// <summary>How many different ones the text has.</summary>
    public const int Characters = 74;
}
// </model>
