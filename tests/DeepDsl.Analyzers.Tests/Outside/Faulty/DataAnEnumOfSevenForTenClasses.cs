using DeepDsl;

public enum Mood { Anger, Fear, Joy, Sadness, Surprise, Disgust, Neutral }

[Model, Input(48, 48, 1), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), Flatten, Dense(10), Labels([|typeof(Mood)|])]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class Faces;
