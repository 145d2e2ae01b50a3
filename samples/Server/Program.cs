using DeepDsl;
using DeepDsl.Images;
using Digits;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://127.0.0.1:5080");
string file = Path.GetFullPath(builder.Configuration["file"] ?? "digits.safetensors");
if (!File.Exists(file))
{
    Train(file, builder.Configuration.GetValue("epochs", 20));
}

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

static void Train(string file, int epochs)
{
    Dataset digits = CsvFile.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"), new CsvOptions { Header = false });
    DigitNet net = new(seed: 1);
    net.Fit(
        Dataset.FromArrays(Array.ConvertAll(digits.InputArray(), p => p / 16), digits.LabelArray()),
        new FitOptions { Epochs = epochs, Seed = 1, ConsoleProgress = true });
    net.SaveWeights(file);
}
