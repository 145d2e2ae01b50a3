namespace DeepDsl.Integration.Tests;

// <flat>
/// <summary>A flat that was sold.</summary>
[Features]
public partial record Flat(double Area, double Age, [Label, Number(Log = true)] double? Price);

[Model, Input(typeof(Flat)), Dense(8, Activation = Activation.Tanh), Dense(1)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02, BatchSize = 16)]
public partial class FlatNet;
// </flat>

/// <summary>The same of a price that is learned as it is, by a linear model.</summary>
[Features]
public partial record PlainFlat(double Area, double Age, [Label] double? Price);

[Model, Input(typeof(PlainFlat)), Dense(1), Loss(Loss.MeanSquaredError), Train(LearningRate = 0.01)]
public partial class PlainFlatNet;

/// <summary>A label scaled without a logarithm, and two outputs of which the second learns it.</summary>
[Features]
public partial record RangedFlat(double Area, double Age, [Label, Number(NormalizationKind.MinMax)] double? Price);

[Model, Input(typeof(RangedFlat)), Dense(4, Activation = Activation.Tanh, Name = "trunk"), Dense(1, Name = "price"), Output("trunk"), Output("price")]
[Loss(Loss.MeanSquaredError, Output = "price"), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02, BatchSize = 16)]
public partial class RangedFlatNet;
