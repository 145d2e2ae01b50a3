using DeepDsl;

namespace Zoo;

/// <summary>Zhang et al. (2015), the small one: 1014 characters of an alphabet of 70.</summary>
[Model, Input(1014, 70)]
[Conv1D(256, Kernel = 7, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.05), MaxPool1D(3)]
[Conv1D(256, Kernel = 7, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.05), MaxPool1D(3)]
[Conv1D(256, Kernel = 3, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.05)]
[Conv1D(256, Kernel = 3, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.05)]
[Conv1D(256, Kernel = 3, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.05)]
[Conv1D(256, Kernel = 3, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.05), MaxPool1D(3)]
[Flatten]
[Dense(1024, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.05), Dropout(0.5)]
[Dense(1024, Activation = Activation.ReLU, Init = Init.Normal, InitValue = 0.05), Dropout(0.5)]
[Dense(4, Init = Init.Normal, InitValue = 0.05)]
[Labels(typeof(Section))]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9, BatchSize = 128)]
public partial class CharCnn;

public enum Section { World, Sports, Business, Science }
