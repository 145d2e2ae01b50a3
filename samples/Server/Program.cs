using DeepDsl;
using DeepDsl.Images;
using Digits;

CommandLine options = new(args, ["--seed", "--epochs", "--file", "--urls"], []);
string file = Path.GetFullPath(options.NewFile("--file", "digits.safetensors"));
if (!File.Exists(file))
{
    Train(file, options.Integer("--seed", 1), options.Integer("--epochs", 20));
}

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls(options.Text("--urls") ?? "http://127.0.0.1:5080");
// <services>
builder.Services.AddModel<DigitNet>(file, serving => serving.ReloadEvery = TimeSpan.FromSeconds(2));
builder.Services.AddHealthChecks().AddModel<DigitNet>();
builder.Services.AddOpenApi();
// </services>

WebApplication app = builder.Build();
// <routes>
ImageOptions form = new(Width: 8, Height: 8, Channels: 1) { MaxPixels = 1_000_000 };
app.MapPredict<DigitNet>("/predict", predict =>
    predict.Decoders["image/png"] = predict.Decoders["image/jpeg"] = body => ImageFile.Read(body.Span, form));
app.MapHealthChecks("/health");
app.MapOpenApi();
app.Run();
// </routes>

static void Train(string file, int seed, int epochs)
{
    Dataset digits = CsvFile.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"), new CsvOptions { Header = false });
    DigitNet net = new(seed);
    net.Fit(
        Dataset.FromArrays(Array.ConvertAll(digits.InputArray(), p => p / 16), digits.LabelArray()),
        new FitOptions { Epochs = epochs, Seed = seed, ConsoleProgress = true });
    net.SaveWeights(file);
}
