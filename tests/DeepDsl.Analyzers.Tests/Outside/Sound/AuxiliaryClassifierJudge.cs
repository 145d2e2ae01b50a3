using DeepDsl;

// Odena et al., 2017: real or not, and of which class.
[Model, Input(16, 16, 3), Conv2D(16, Kernel = 3, Stride = 2, Padding = Padding.Same), LeakyReLU(Slope = 0.2), Dropout(0.5)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, LeakyReLU(Slope = 0.2), Dropout(0.5), Flatten(Name = "seen")]
[Dense(1, Name = "real"), Dense(10, From = "seen", Name = "kind"), Output("real"), Output("kind")]
[Loss(Loss.SigmoidCrossEntropy, Output = "real"), Loss(Loss.SoftmaxCrossEntropy, Output = "kind")]
[Train(Optimizer = Optimizer.Adam, LearningRate = 2e-4, Beta1 = 0.5)]
public partial class AuxiliaryClassifierJudge;
