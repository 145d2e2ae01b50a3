using DeepDsl;

public enum Outcome { Paid, Late, Lost }

[Features]
public partial record Loan(double Amount, double Income, [Label] Outcome Outcome);

[Model, [|Input(typeof(Loan))|], Dense(8, Activation = Activation.ReLU), [|Dense(2)|], [|Loss(Loss.SoftmaxCrossEntropy)|]]
public partial class LoanNet;
