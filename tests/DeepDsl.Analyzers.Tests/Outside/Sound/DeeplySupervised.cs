using DeepDsl;

// Lee et al., 2015: losses at several depths of one net.
[Model, Input(32, 32, 3), Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2, Name = "low")]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[GlobalAvgPool2D, Dense(10, Name = "scores"), GlobalAvgPool2D(From = "low"), Dense(10, Name = "early"), Output("scores"), Output("early")]
[Loss(Loss.SoftmaxCrossEntropy, Output = "scores"), Loss(Loss.SoftmaxCrossEntropy, Output = "early", Weight = 0.3)]
public partial class DeeplySupervised;
