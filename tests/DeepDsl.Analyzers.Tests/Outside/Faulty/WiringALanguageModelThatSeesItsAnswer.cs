// Told as info: Targets may be other tokens than the next ones.
using DeepDsl;

[Block, Identity(Name = "x"), LayerNorm, MultiHeadAttention(4), Add("x", Name = "y"), LayerNorm]
[Dense(256, Activation = Activation.GELU), Dense(64), Add("y")]
public partial class Decoder;

[Model, Input(64, Type = ElementType.Int32), Embedding(100, 64), LearnedPositions, [|Decoder(Repeat = 2)|], LayerNorm]
[Dense(100), Loss(Loss.SoftmaxCrossEntropy)]
public partial class CharacterModel;
