using DeepDsl;

// Mirza and Osindero, 2014.
[Model, Input(1, Type = ElementType.Int32, Name = "digit"), Input(64, Name = "noise")]
[Embedding(10, 16, From = "digit"), Flatten, Concat("noise"), Dense(128), BatchNorm, LeakyReLU(Slope = 0.2)]
[Dense(784, Activation = Activation.Tanh)]
public partial class ConditionalMaker;
