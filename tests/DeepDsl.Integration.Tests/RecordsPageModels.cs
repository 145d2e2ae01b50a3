namespace DeepDsl.Integration.Tests;

// <record>
public enum Home { Owned, Rented, Family }

/// <summary>What is known of a loan when it is asked for, and whether it was paid back.</summary>
[Features]
public partial record Loan(
    [Number(NormalizationKind.Robust, Log = true)] double Amount,
    double? Income,                                                                  // a missing one becomes the mean, and a float says so
    Home? Home,                                                                      // a float for each member, and one for none of them
    [Categories("car", "house", "trip", As = CategoryForm.Index)] string? Purpose,   // an int input, for an embedding
    [Hash(8), Column("town")] string City,
    [Ignored] string? Name,
    [Label, Column("paid_back")] bool? Paid)
{
    [Number] public double Months => Amount / (Income ?? 2000);                      // computed, so in no file
}
// </record>

// <model>
[Model, Input(typeof(Loan))]
[Embedding(4, 2, From = "Purpose"), Flatten, Concat("input")]
[Dense(8, Activation = Activation.Tanh), Dense(1)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02, BatchSize = 16)]
public partial class LoanNet;
// </model>
