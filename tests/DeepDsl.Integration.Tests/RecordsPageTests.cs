using System.Globalization;
using System.Text;

namespace DeepDsl.Integration.Tests;

/// <summary>The examples of docs/records.md.</summary>
public sealed class RecordsPageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("records-page").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Loans(string name, int count, int seed)
    {
        Random random = new(seed);
        StringBuilder text = new("id,amount,income,home,purpose,town,paid_back\n");
        for (int i = 0; i < count; i++)
        {
            double income = random.Next(1000, 6000);
            double amount = Math.Exp(random.NextDouble() * 4) * 500;
            string purpose = new[] { "car", "house", "trip", "" }[random.Next(4)];
            string shown = random.Next(5) == 0 ? "" : income.ToString(CultureInfo.InvariantCulture);
            bool isPaid = (purpose == "trip") != amount / income < 2;
            text.Append(CultureInfo.InvariantCulture, $"{i},{amount:0.00},{shown},{new[] { "owned", "2", "" }[random.Next(3)]},{purpose},town {random.Next(20)},{(isPaid ? "yes" : "no")}\n");
        }
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text.ToString());
        return path;
    }

    [Fact]
    public void A_table_is_trained_on_and_the_model_serves_records()
    {
        string loansFile = Loans("loans.csv", 500, seed: 1);
        string modelFile = Path.Combine(_folder, "loans.safetensors");

        // <fit>
        IReadOnlyList<Loan> loans = Loan.Features.Read(loansFile);
        (IReadOnlyList<Loan> train, IReadOnlyList<Loan> test) = loans.StratifiedSplit(0.2, seed: 1);
        LoanNet net = new(seed: 1);
        net.Fit(train, validation: test, new FitOptions { Epochs = 20 });
        double accuracy = net.Evaluate(test)["accuracy"];
        net.SaveWeights(modelFile);
        // </fit>

        // <predict>
        LoanNet served = new();
        served.LoadWeights(modelFile);
        Loan asked = new(Amount: 12_000, Income: null, Home.Rented, Purpose: "boat", City: "Ghent", Name: null, Paid: null);
        float score = served.Predict(asked)[0];                     // above 0 for one that will be paid back
        float probability = served.PredictProbabilities([asked])[0];
        // </predict>

        Assert.InRange(accuracy, 0.85, 1);
        Assert.Equal(net.Predict(asked)[0], score);
        Assert.Equal(1 / (1 + MathF.Exp(-score)), probability, 1e-6);
        Assert.Equal(500, loans.Count);
        Assert.Contains(loans, l => l is { Home: Home.Family, Income: null });
    }

    [Fact]
    public void Folds_and_datasets_of_records()
    {
        IReadOnlyList<Loan> loans = Loan.Features.Read(Loans("loans.csv", 60, seed: 2));

        // <folds>
        double mean = loans.StratifiedFolds(3, seed: 1).Average(fold =>
        {
            LoanNet net = new(seed: 1);
            net.Fit(fold.Train, new FitOptions { Epochs = 2 });
            return net.Evaluate(fold.Validation)["accuracy"];
        });
        // </folds>

        // <datasets>
        Dataset samples = Loan.Features.Fit(loans, out FittedFeatures<Loan> fitted);    // inputs and targets, for anything that takes a Dataset
        LoanNet net = new();
        net.UseFeatures(fitted);
        net.Fit(samples.Oversampled(seed: 1), new FitOptions { Epochs = 2 });
        // </datasets>

        Assert.InRange(mean, 0.2, 1);
        Assert.Equal(60, fitted.Records);
        Assert.Same(typeof(float), net.Predict(loans[0])[0].GetType());
    }
}
