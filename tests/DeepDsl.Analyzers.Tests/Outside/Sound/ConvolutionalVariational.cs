using DeepDsl;

// Kingma and Welling, 2014, with convolutions.
[Model, Input(28, 28, 1), Conv2D(16, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(32, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU), Flatten(Name = "encoded")]
[Dense(8, Name = "logVariance"), Dense(8, From = "encoded"), Reparameterize("logVariance")]
[Dense(7 * 7 * 32, Activation = Activation.ReLU), Reshape(7, 7, 32)]
[ConvTranspose2D(16, Kernel = 4, Stride = 2, Pad = 1, Activation = Activation.ReLU), ConvTranspose2D(1, Kernel = 4, Stride = 2, Pad = 1)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class ConvolutionalVariational;
