using DeepDsl;

namespace Zoo;

/// <summary>Colours of a grey image, in [-1, 1] by tanh, with strides down and nearest neighbours up.</summary>
[Model, Input(64, 64, 1)]
[Conv2D(64, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(128, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(128, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Upsample2D(2), Conv2D(64, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Upsample2D(2), Conv2D(2, Kernel = 3, Padding = Padding.Same, Activation = Activation.Tanh)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class ColorizerTanh;
