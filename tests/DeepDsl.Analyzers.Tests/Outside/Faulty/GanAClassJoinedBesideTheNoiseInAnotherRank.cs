using DeepDsl;

[Model, Input(1, Type = ElementType.Int32, Name = "digit"), Input(100, Name = "noise"), Embedding(10, 50, From = "digit", Name = "wanted")]
[[|Concat("noise")|], Dense(256, Activation = Activation.ReLU), Dense(784, Activation = Activation.Tanh)]
public partial class ConditionalMaker;
