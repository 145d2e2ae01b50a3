using System.Collections.Generic;
using DeepDsl;

public enum Home { Owned, Rented, Family }

[Features]
public partial record Loan([Number(NormalizationKind.Robust, Log = true)] double Amount, double? Income, Home? Home,
    [Categories("car", "house", "trip", As = CategoryForm.Index)] string? Purpose, [Hash(8)] string City, [Label] bool? Paid);

[Model, Input(typeof(Loan)), Embedding(4, 2, From = "Purpose"), Flatten, Concat("input"), Dense(16, Activation = Activation.ReLU)]
[Dropout(0.1), Dense(1)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class LoanNet;

public static class Program
{
    public static History Train(IReadOnlyList<Loan> loans) => new LoanNet(seed: 1).Fit(loans, new FitOptions { Epochs = 10 });
}
