using DeepDsl;

// MTCNN's first net (Zhang et al., 2016): trained on 12 x 12 pixels, of which one position is left.
[Model, Input(12, 12, 3)]
[Conv2D(10, Kernel = 3), PReLU, MaxPool2D(2), Conv2D(16, Kernel = 3), PReLU, Conv2D(32, Kernel = 3), PReLU(Name = "seen")]
[Conv2D(2, Kernel = 1, From = "seen"), Flatten(Name = "face"), Conv2D(4, Kernel = 1, From = "seen"), Flatten(Name = "box")]
[Output("face"), Output("box"), Loss(Loss.SoftmaxCrossEntropy, Output = "face")]
[Loss(Loss.MeanSquaredError, Output = "box", Weight = 0.5)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class ProposalNet;
