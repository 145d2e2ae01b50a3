using DeepDsl;

namespace Digits;

/// <summary>The training with a part held out, watched and steered in a browser: <c>--dashboard 5005</c>.</summary>
internal static class WatchedTraining
{
    public static void Run(DigitNet net, int epochs, int port)
    {
        Dataset digits = CsvFile.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"), new CsvOptions { Header = false });
        Dataset train = Dataset.FromArrays(Array.ConvertAll(digits.InputArray(), p => p / 16), digits.LabelArray());

        // <dashboard>
        net.Fit(train, new FitOptions { Epochs = epochs, ValidationFraction = 0.2, Callbacks = [new Advisor(), new Dashboard(port)] });
        // </dashboard>
        Console.WriteLine("The page stays until Enter is pressed.");
        Console.ReadLine();
    }
}
