using DeepDsl;

// Guo and Berkhahn, 2016: sales of shops.
[Model, Input(1, Type = ElementType.Int32, Name = "shop"), Input(1, Type = ElementType.Int32, Name = "day"), Input(6, Name = "numbers")]
[Embedding(1115, 10, From = "shop"), Flatten(Name = "s"), Embedding(7, 6, From = "day"), Flatten, Concat("s", "numbers")]
[Dense(128, Activation = Activation.ReLU), Dense(64, Activation = Activation.ReLU), Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.MeanAbsoluteError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class EntityEmbeddings;
