using DeepDsl;

// Bai et al., 2018: causal and dilated, with skips.
[Block, Identity(Name = "x"), Conv1D(Filters, Kernel = 3, Dilation = Dilation, Padding = Padding.Causal, Activation = Activation.ReLU)]
[Dropout(0.1)]
[Conv1D(Filters, Kernel = 3, Dilation = Dilation, Padding = Padding.Causal, Activation = Activation.ReLU), Dropout(0.1), Shortcut("x")]
[ReLU]
public partial class TemporalBlock
{
    [Parameter] const int Filters = 48;
    [Parameter] const int Dilation = 1;
}

[Model, Input(128, Type = ElementType.Int32), Embedding(65, 32), TemporalBlock, TemporalBlock(Dilation = 2), TemporalBlock(Dilation = 4)]
[TemporalBlock(Dilation = 8), Dense(65)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class TemporalConvolutionsOfLetters;
