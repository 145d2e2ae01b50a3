namespace DeepDsl.Integration.Tests;

/// <summary>Models of records: what is fitted is fitted to what trains alone, kept, and read back.</summary>
public sealed class RecordTests : IDisposable
{
    private static readonly Loan[] Loans = [.. Enumerable.Range(0, 40).Select(Made)];

    private readonly string _folder = Directory.CreateTempSubdirectory("records").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Loan Made(int i) => new(
        100 + (i * i), i % 4 == 0 ? null : 1000 + (10 * i), i % 5 == 0 ? null : (Home)(i % 3), i % 2 == 0 ? "car" : "trip", $"town {i % 7}", null, i % 3 == 0);

    private static LoanNet Trained(int epochs = 1)
    {
        LoanNet net = new(seed: 3);
        net.Fit(Loans, new FitOptions { Epochs = epochs });
        return net;
    }

    private static string Message(Action action) => Assert.ThrowsAny<Exception>(action).Message;

    private string File(string name) => Path.Combine(_folder, name);

    private string Csv(string text)
    {
        System.IO.File.WriteAllText(File("loans.csv"), text);
        return File("loans.csv");
    }

    [Fact]
    public void Predicting_is_what_samples_by_the_fitted_numbers_give()
    {
        LoanNet net = Trained();
        Dataset samples = net.FittedFeatures!.Encode(Loans);
        float[] expected = net.PredictBatch(samples.Inputs[0].Ints, samples.Inputs[1].Floats);
        Assert.Equal(expected, net.PredictBatch(Loans));
        Assert.Equal(expected, Loans.Select(l => net.Predict(l)[0]), (a, b) => MathF.Abs(a - b) < 1e-5f);
        Assert.Equal(net.Evaluate(samples).Loss, net.Evaluate(Loans).Loss);
        Assert.Equal(["Purpose", "input"], samples.Inputs.Select(i => i.Name));
        Assert.Equal(Loan.Features.FloatNames.Count, samples.Inputs[1].Width);
    }

    [Fact]
    public void An_ensemble_keeps_the_numbers_of_each_of_its_members()
    {
        LoanNet first = Trained();
        LoanNet second = new(seed: 2);
        second.Fit(Loans[..20], new FitOptions { Epochs = 1 });
        new Ensemble([first, second]).Save(File("ensemble"));
        LoanNet[] loaded = [.. Ensemble.Load(File("ensemble"), seed => new LoanNet(seed)).Members.Cast<LoanNet>()];
        Assert.Equal([Loans.Length, 20], loaded.Select(m => m.FittedFeatures!.Records));
        Assert.Equal(first.PredictBatch(Loans), loaded[0].PredictBatch(Loans));
        Assert.Equal(second.PredictBatch(Loans), loaded[1].PredictBatch(Loans));
    }

    [Fact]
    public void Files_snapshots_and_copies_have_the_numbers()
    {
        LoanNet net = Trained();
        float[] expected = net.PredictBatch(Loans);
        net.SaveWeights(File("weights"));
        net.SaveWeights(File("torch"), WeightLayout.PyTorch);
        net.SaveCheckpoint(File("checkpoint"));
        LoanNet[] others = [new(), new(), new(), new(), net.Snapshot()];
        others[0].LoadWeights(File("weights"));
        others[1].LoadWeights(File("torch"), layout: WeightLayout.PyTorch);
        others[2].LoadCheckpoint(File("checkpoint"));
        others[3].CopyWeights(net);
        Assert.All(others, other => Assert.Equal(expected, other.PredictBatch(Loans)));
        Assert.All(others, other => Assert.Equal(Loans.Length, other.FittedFeatures!.Records));
    }

    [Fact]
    public void A_model_without_numbers_says_so()
    {
        LoanNet net = new();
        const string message = "LoanNet takes records of Loan, whose features have not been fitted yet; call Fit on records, or load a file that was saved after that.";
        Assert.Equal(message, Message(() => net.Predict(Loans[0])));
        net.SaveWeights(File("weights"));
        LoanNet loaded = new();
        loaded.LoadWeights(File("weights"));
        Assert.Equal(message, Message(() => loaded.Evaluate(Loans)));
        Assert.Null(loaded.FittedFeatures);
    }

    [Fact]
    public void Nothing_is_fitted_to_what_validates()
    {
        Loan[] wild = [.. Loans.Select(l => l with { Amount = l.Amount * 1000, Income = 1e6 })];
        LoanNet alone = new(seed: 3), beside = new(seed: 3), drawn = new(seed: 3);
        FitOptions options = new() { Epochs = 1 };
        alone.Fit(Loans, options);
        beside.Fit(Loans, wild, options);
        Assert.Equal(alone.PredictBatch(Loans), beside.PredictBatch(Loans));

        // What ValidationFraction draws is left out too: the same records as a division gives.
        drawn.Fit(Loans, options with { ValidationFraction = 0.25 });
        (IReadOnlyList<Loan> train, IReadOnlyList<Loan> validation) = Loans.Split(0.25, seed: 0);
        LoanNet divided = new(seed: 3);
        History history = divided.Fit(train, validation, options);
        Assert.Equal(drawn.PredictBatch(Loans), divided.PredictBatch(Loans));
        Assert.Equal(30, drawn.FittedFeatures!.Records);
        Assert.NotNull(history.Epochs[0].ValidationLoss);
    }

    [Fact]
    public void A_second_fit_to_other_records_is_refused_and_one_to_the_same_goes_on()
    {
        LoanNet net = Trained();
        net.Fit(Loans, new FitOptions { Epochs = 1 });
        float[] before = net.PredictBatch(Loans);
        Assert.Equal(
            "The features of LoanNet were fitted to 40 records, and to these 20 they would be others, which its weights do not know. To train on with the "
            + "numbers it has, call Fit(net.FittedFeatures!.Encode(records)); to begin anew, make a new model, or call UseFeatures(null).",
            Message(() => net.Fit(Loans[..20])));
        Assert.Equal(before, net.PredictBatch(Loans));
        net.Fit(net.FittedFeatures!.Encode(Loans[..20]), new FitOptions { Epochs = 1 });
        Assert.Equal(40, net.FittedFeatures.Records);
        net.UseFeatures(null);
        net.Fit(Loans[..20], new FitOptions { Epochs = 1 });
        Assert.Equal(20, net.FittedFeatures.Records);
    }

    [Fact]
    public void What_cannot_be_trained_leaves_no_numbers()
    {
        LoanNet net = new();
        Assert.Throws<ArgumentException>(() => net.Fit(Loans, Loans, new FitOptions { ValidationFraction = 0.1 }));
        Assert.Throws<ArgumentException>(() => net.Fit([.. Loans.Select(l => l with { Paid = null })]));
        Assert.Throws<ArgumentException>(() => net.Fit(Loans, new FitOptions { Epochs = -1 }));
        Assert.Null(net.FittedFeatures);
    }

    [Fact]
    public void A_fit_resumes_with_the_numbers_of_its_checkpoint()
    {
        FitOptions options = new() { Epochs = 4, CheckpointPath = File("checkpoint") };
        LoanNet whole = new(seed: 3);
        whole.Fit(Loans, options with { CheckpointPath = null });
        new LoanNet(seed: 3).Fit(Loans, options with { Epochs = 2 });
        Assert.StartsWith(
            "FitOptions.Resume is set, but the checkpoint's features were fitted to 40 other records than these 40.",
            Message(() => new LoanNet(seed: 3).Fit([.. Loans.Select(l => l with { Amount = l.Amount + 1 })], options with { Resume = true })), StringComparison.Ordinal);
        LoanNet resumed = new(seed: 3);
        resumed.Fit(Loans, options with { Resume = true });
        Assert.Equal(whole.PredictBatch(Loans), resumed.PredictBatch(Loans));
    }

    [Fact]
    public void Numbers_of_other_features_or_damaged_ones_are_refused()
    {
        LoanNet net = Trained();
        float[] before = net.PredictBatch(Loans);
        net.SaveWeights(File("weights"));
        SafetensorsFile file = SafetensorsFile.Read(File("weights"));
        string numbers = file.Metadata["deepdsl.features"];
        string Changed(string text)
        {
            SafetensorsFile.Write(File("changed"), file.Tensors.Values, new Dictionary<string, string> { ["deepdsl.features"] = text });
            return Message(() => net.LoadWeights(File("changed")));
        }

        Assert.Equal(
            $"{File("changed")} does not fit LoanNet, which is unchanged: it was trained on other features (file against model: 'City: one of 9 hashes' against "
            + "'City: one of 8 hashes'). Load with strict: false to take what fits.", Changed(numbers.Replace("8 hashes", "9 hashes")));
        LoadReport report = net.LoadWeights(File("changed"), strict: false);
        Assert.StartsWith("features (file against model:", Assert.Single(report.Mismatched), StringComparison.Ordinal);
        Assert.StartsWith($"{File("changed")}: what it says of its features is damaged:", Changed(numbers[..^5]), StringComparison.Ordinal);
        Assert.StartsWith($"{File("changed")}: what it says of its features is damaged:", Changed("[]"), StringComparison.Ordinal);
        Assert.Equal(before, net.PredictBatch(Loans));
    }

    [Fact]
    public void Unknown_categories_and_missing_cells_have_places()
    {
        LoanNet net = Trained();
        string header = "AMOUNT,Income,home,Purpose,town\n";
        IReadOnlyList<Loan> read = Loan.Features.Read(Csv(header + "100,,,boat,\n7,2000.5,RENTED,car,Ghent\n"));
        Assert.Equal([new Loan(100, null, null, "boat", "", null, null), new(7, 2000.5, Home.Rented, "car", "Ghent", null, null)], read);
        Dataset samples = net.FittedFeatures!.Encode(read);
        Assert.Empty(samples.Targets);
        Assert.Equal([3, 0], samples.Inputs[0].Ints);
        float Value(int record, string name) => samples.Input(record, 1)[Loan.Features.FloatNames.ToList().IndexOf(name)];
        Assert.Equal([1, 1, 1, 0], [Value(0, "Income=missing"), Value(0, "Home=other"), Value(0, "City=other"), Value(0, "Home=Rented")]);
        Assert.Equal([0, 0, 0, 1], [Value(1, "Income=missing"), Value(1, "Home=other"), Value(1, "City=other"), Value(1, "Home=Rented")]);
    }

    [Theory]
    [InlineData("amount,income,home,purpose,town\nmuch,,,,\n", ", line 2, column 1 ('amount'): 'much' is not a finite number. Correct it, remove the row, or name it in CsvOptions.MissingTexts.")]
    [InlineData("amount,income,home,purpose,town\n,,,,\n", ", line 2, column 1 ('amount'): the cell is empty. Correct it, remove the row, or declare the member with a ? behind its type, so that it may be missing.")]
    [InlineData("amount,income,home,purpose,town\n1,,tent,,\n", ", line 2, column 3 ('home'): 'tent' is not among 'Owned', 'Rented', 'Family'. Correct it, remove the row, or name it in CsvOptions.MissingTexts.")]
    [InlineData("amount,income,home,purpose,town,paid_back\n1,,,,,maybe\n", ", line 2, column 6 ('paid_back'): 'maybe' is not true or false, yes or no, 1 or 0. Correct it, remove the row, or name it in CsvOptions.MissingTexts.")]
    [InlineData("amount,income,purpose,town\n1,,,\n", " has no column 'Home', which Loan reads; its columns are 'amount', 'income', 'purpose', 'town'. [Column(\"...\")] names the column of a member. Does the first line hold names?")]
    [InlineData("amount,Amount_,income,home,purpose,town\n1,1,,,,\n", ": several columns could be 'Amount': 'amount', 'Amount_'. Rename all but one, or name the one that is meant by [Column(\"...\")].")]
    public void A_wrong_file_is_said(string text, string message) =>
        Assert.Equal(File("loans.csv") + message, Message(() => Loan.Features.Read(Csv(text))));

    [Fact]
    public void Options_that_the_type_decides_are_refused() => Assert.StartsWith(
        "Loan says which columns are read, and how; of CsvOptions give Header, SkipLines, Separator and MissingTexts alone.",
        Message(() => Loan.Features.Read(Csv("amount\n1\n"), new CsvOptions { Label = "amount" })), StringComparison.Ordinal);
}
