using DeepDsl;

namespace Template._1;

/// <summary>The network; the pointer over its name shows the layers with their shapes.</summary>
#if (folder)
[Model, Input(Size, Size, 3)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Flatten, Dropout(0.3), Dense(Classes)]
#else
[Model, Input(8, 8, 1)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(64, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2)]
[Flatten, Dropout(0.3), Dense(10)]
#endif
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
#if (folder)
public partial class PictureNet
{
    /// <summary>Height and width that images are brought to.</summary>
    public const int Size = 32;

    /// <summary>How many folders there are.</summary>
    public const int Classes = 3;
}
#else
public partial class PictureNet;
#endif
