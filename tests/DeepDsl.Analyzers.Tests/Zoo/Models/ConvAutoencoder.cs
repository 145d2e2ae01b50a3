using DeepDsl;

namespace Zoo;

/// <summary>A convolutional autoencoder for 28x28 images in [0, 1].</summary>
[Model, Input(28, 28, 1)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), Upsample2D(2)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), Upsample2D(2)]
[Conv2D(1, Kernel = 3, Padding = Padding.Same, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 128)]
public partial class ConvAutoencoder;
