using DeepDsl.Models;

namespace DeepDsl.Integration.Tests;

// The networks of tests/reference/hugging_face.py, as one would declare them here.

// <classifier>
[Model, Input(6, Type = ElementType.Int32, Name = "tokens"), Input(6, Type = ElementType.Int32, Name = "segments")]
[Bert(Vocabulary = 11, Length = 6, Width = 8, Heads = 2, Layers = 2, From = "tokens", TorchName = "bert"), TextClassifier(Classes = 3)]
public partial class PublishedClassifier;
// </classifier>

[Model, Input(6, Type = ElementType.Int32), Gpt2(Vocabulary = 11, Length = 6, Width = 8, Heads = 2, Layers = 2)]
public partial class PublishedGpt2;
