using DeepDsl;

// Collobert et al., 2016, thin: letters of frames by CTC.
[Model, Input(300, 40)]
[Conv1D(128, Kernel = 48, Stride = 2, Activation = Activation.ReLU)]
[Conv1D(128, Kernel = 7, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv1D(128, Kernel = 7, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv1D(128, Kernel = 7, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv1D(256, Kernel = 32, Padding = Padding.SameUpper, Activation = Activation.ReLU)]
[Conv1D(256, Kernel = 1, Activation = Activation.ReLU), Conv1D(29, Kernel = 1)]
[Loss(Loss.CTC), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9)]
public partial class WavToLetter;
