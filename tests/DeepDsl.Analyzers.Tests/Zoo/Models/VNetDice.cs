using DeepDsl;

namespace Zoo;

/// <summary>A small encoder and decoder of organs in slices, by Dice (Milletari et al., 2016).</summary>
[Model, Input(64, 64, 1)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "fine"), MaxPool2D(2)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), Upsample2D(2), Concat("fine")]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), Conv2D(1, Kernel = 1)]
[Loss(Loss.Dice), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 16)]
public partial class VNetDice;
