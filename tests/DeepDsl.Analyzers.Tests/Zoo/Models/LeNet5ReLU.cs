using DeepDsl;

namespace Zoo;

/// <summary>LeNet-5 with ReLU and max pooling.</summary>
[Model, Input(28, 28, 1)]
[Conv2D(6, Kernel = 5, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPool2D(2)]
[Conv2D(16, Kernel = 5, Activation = Activation.ReLU)]
[MaxPool2D(2)]
[Flatten]
[Dense(120, Activation = Activation.ReLU)]
[Dense(84, Activation = Activation.ReLU)]
[Dense(10)]
[Labels(typeof(Garment))]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 64)]
public partial class LeNet5ReLU;

public enum Garment { Shirt, Trousers, Pullover, Dress, Coat, Sandal, Blouse, Sneaker, Bag, Boot }
