using DeepDsl;

namespace Zoo;

/// <summary>Six activities from 128 readings of nine sensors of a telephone.</summary>
[Model, Input(128, 9)]
[Conv1D(64, Kernel = 3, Activation = Activation.ReLU)]
[Conv1D(64, Kernel = 3, Activation = Activation.ReLU)]
[Dropout(0.5), MaxPool1D(2)]
[Flatten]
[Dense(100, Activation = Activation.ReLU)]
[Dense(6)]
[Labels(typeof(Activity))]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class ActivityCnn;

public enum Activity { Walking, Upstairs, Downstairs, Sitting, Standing, Lying }
