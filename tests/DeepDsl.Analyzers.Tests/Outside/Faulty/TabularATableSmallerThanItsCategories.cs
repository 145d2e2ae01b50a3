using DeepDsl;

[Features]
public partial record Loan(
    double Amount, [Categories("car", "house", "trip", "boat", "school", As = CategoryForm.Index)] string Purpose, [Label] bool Paid);

[Model, Input(typeof(Loan)), Embedding([|4|], 2, From = "Purpose"), Flatten, Concat("input"), Dense(8, Activation = Activation.ReLU)]
[Dense(1)]
[Loss(Loss.SigmoidCrossEntropy)]
public partial class LoanNet;
