using DeepDsl;

namespace Detection;

// <model>
/// <summary>
/// Looks at an image through a grid. Each cell says whether the middle of a shape lies in it, what shape that is, and how far the shape
/// reaches from the middle of the cell to the left, up, to the right and down.
/// </summary>
[Model, Input(Image.Size, Image.Size, 1)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU(Name = "seen")]
[Conv2D(1, Kernel = 1, Name = "presence")]
[Conv2D(3, Kernel = 1, From = "seen", Name = "kind")]
[Conv2D(2, Kernel = 1, From = "seen", Activation = Activation.Softplus, Name = "rightAndDown")]
[Conv2D(2, Kernel = 1, From = "seen", Activation = Activation.Softplus), Map(nameof(Negative)), Concat("rightAndDown", Name = "corners")]
[Output("presence"), Loss(Loss.Focal, Output = "presence", Weight = 20)]
[Output("kind"), Labels(typeof(Kind)), Loss(Loss.SoftmaxCrossEntropy, Output = "kind", IgnoreIndex = -1)]
[Output("corners"), Loss(Loss.BoxGIoU, Output = "corners")]
[Train(Optimizer = Optimizer.Adam, LearningRate = 2e-3, BatchSize = 32)]
public partial class ShapeDetector
{
    static float Negative(float x) => -x;
}
// </model>
