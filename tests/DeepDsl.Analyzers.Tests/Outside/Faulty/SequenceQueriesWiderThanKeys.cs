using DeepDsl;

[Model, Input(30, Type = ElementType.Int32, Name = "source"), Input(20, Type = ElementType.Int32, Name = "target")]
[Embedding(8000, 64, From = "source"), GRU(96, Name = "memory"), Embedding(8000, 64, From = "target"), GRU(64)]
[[|Attention("memory", "memory")|]]
[Dense(8000), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Translator;
