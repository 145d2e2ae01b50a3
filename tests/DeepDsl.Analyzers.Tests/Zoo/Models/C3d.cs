using DeepDsl;

namespace Zoo;

/// <summary>Tran et al. (2014): sixteen frames of video.</summary>
[Model, Input(16, 112, 112, 3)]
[Conv3D(64, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool3D(2, KernelD = 1, StrideD = 1)]
[Conv3D(128, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool3D(2)]
[Conv3D(256, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv3D(256, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool3D(2)]
[Conv3D(512, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv3D(512, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool3D(2)]
[Flatten]
[Dense(2048, Activation = Activation.ReLU), Dropout(0.5)]
[Dense(2048, Activation = Activation.ReLU), Dropout(0.5)]
[Dense(101)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.003, Momentum = 0.9, WeightDecay = 5e-4, BatchSize = 30)]
public partial class C3d;
