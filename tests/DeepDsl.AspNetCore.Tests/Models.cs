using System.Text.Json.Serialization;

namespace DeepDsl.AspNetCore.Tests;

public enum Fruit
{
    Apple,
    Pear,
    Quince,
}

/// <summary>Names for its classes, and a shape that differs in both dimensions.</summary>
[Model, Input(2, 3), Flatten, Dense(5, Activation = Activation.Tanh), Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Fruit))]
public partial class FruitNet;

/// <summary>Yes or no by a score that is no probability.</summary>
[Model, Input(2), Dense(1), Loss(Loss.Hinge)]
public partial class MarginNet;

/// <summary>Two inputs, one of any length, and two outputs, of which one is numbers.</summary>
[Model, Input(Dim.T, Type = ElementType.Int32, Name = "words"), Extent(Dim.T, Min = 2, Max = 6), Input(2, Name = "page")]
[Embedding(7, 4, From = "words"), GlobalAvgPool1D, Concat("page"), Identity(Name = "text")]
[Dense(4, Name = "kind"), Dense(2, From = "text", Name = "place")]
[Output("kind"), Output("place")]
[Loss(Loss.SoftmaxCrossEntropy, Output = "kind"), Loss(Loss.MeanSquaredError, Output = "place")]
public partial class TextNet;

// <record>
[JsonConverter(typeof(JsonStringEnumConverter<Home>))]
public enum Home
{
    Owned,
    Rented,
}

[Features]
public partial record Loan(double Amount, double? Income, Home? Home, [Hash(4)] string City, [Ignored] string? Note, [Label] bool? Paid)
{
    [Number] public double Share => Amount / (Income ?? 2000);
}
// </record>

[Model, Input(typeof(Loan)), Dense(4, Activation = Activation.Tanh), Dense(1)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02, BatchSize = 16)]
public partial class LoanNet;

/// <summary>A label that is scaled to be learned.</summary>
[Features]
public partial record Flat(double Area, [Label, Number(Log = true)] double? Price);

[Model, Input(typeof(Flat)), Dense(1), Loss(Loss.MeanSquaredError)]
public partial class FlatNet;
