using DeepDsl;

namespace Zoo;

/// <summary>The topic of a text by the encoder of a Transformer (Vaswani et al., 2017), norms behind the sums.</summary>
[Model, Input(128, Type = ElementType.Int32), Embedding(20000, 128), SinusoidalPositions, Dropout(0.1)]
[ClassifierLayer(Repeat = 2)]
[GlobalAvgPool1D, Dropout(0.1), Dense(4)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class TransformerClassifier;

[Block, Identity(Name = "x"), MultiHeadAttention(8, Dropout = 0.1), Dropout(0.1), Add("x"), LayerNorm, Identity(Name = "attended")]
[Dense(512, Activation = Activation.ReLU), Dropout(0.1), Dense(128), Dropout(0.1), Add("attended"), LayerNorm]
public partial class ClassifierLayer;
