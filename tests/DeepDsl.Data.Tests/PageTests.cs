using DeepDsl.Images;
using DeepDsl.Parquet;
using DeepDsl.Tests;
using DeepDsl.Text;
using static DeepDsl.Augment;

namespace DeepDsl.Data.Tests;

/// <summary>The examples of docs/text.md and those of files in docs/data.md.</summary>
public sealed class PageTests : IDisposable
{
    private static readonly string[] s_good = ["good", "fine", "great"];
    private static readonly string[] s_bad = ["bad", "poor", "dull"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Texts_are_encoded_learned_and_read_later()
    {
        (string trainFile, string testFile, string encoderFile) = (Reviews("train.csv", 1), Reviews("test.csv", 2), _folder["words.json"]);
        ReviewNet net = new(seed: 1);

        // <encode>
        LabelledTexts train = LabelledTexts.ReadCsv(trainFile, text: "review", new CsvOptions { Label = "stars" });
        TextEncoder words = TextEncoder.Words(train.Texts, new TextOptions { Size = ReviewNet.Vocabulary, MinCount = 2, LowerCase = true });
        words.CheckFits(net.Parameter("vectors.weight"));
        net.Fit(train.ToDataset(words, ReviewNet.Words), new FitOptions { Epochs = 30 });

        words.Save(encoderFile);
        LabelledTexts test = LabelledTexts.ReadCsv(testFile, "review", new CsvOptions { Label = "stars", ClassNames = train.ClassNames });
        double accuracy = net.Evaluate(test.ToDataset(TextEncoder.Load(encoderFile), ReviewNet.Words))["accuracy"];
        float[] classes = net.PredictProbabilities(words.Encode(["What a fine film."], ReviewNet.Words).Tokens);
        // </encode>

        Assert.Equal(1, accuracy);
        Assert.Equal(["neg", "pos"], train.ClassNames);
        Assert.InRange(classes[1], 0.9f, 1);
    }

    [Fact]
    public void A_vocabulary_that_a_model_has_no_room_for_is_found_before_it_is_trained() => Assert.StartsWith(
        "The encoder has 127 tokens, but vectors.weight [100, 8] has room for 100: make the encoder with TextOptions.Size = 100, or give [Embedding] "
        + "a vocabulary of 127.",
        Assert.Throws<ArgumentException>(() => TextEncoder.Words(Enumerable.Range(0, 122).Select(i => $"w{i}"))
            .CheckFits(new ReviewNet().Parameter("vectors.weight"))).Message);

    [Fact]
    public void Published_vocabularies_are_read()
    {
        string vocabulary = _folder.Write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nplay\n##ed\n##ing\n.\n");

        // <published>
        TextEncoder bert = TextEncoder.FromBert(vocabulary, lowerCase: true);         // [CLS] in front, [SEP] behind
        int[] tokens = bert.Encode("The played.");
        (int[] pair, int[] segments) = bert.EncodePair("The played.", "Playing.");    // segments: 0 for the first text, 1 for the second
        TextEncoder prompts = bert.With(o => o with { ReadsSpecial = true });
        int[] masked = prompts.Encode("The [MASK].");
        // </published>

        Assert.Equal([2, 5, 6, 7, 9, 3], tokens);
        Assert.Equal([2, 5, 6, 7, 9, 3, 6, 8, 9, 3], pair);
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 1, 1, 1], segments);
        Assert.Equal([2, 5, 4, 9, 3], masked);
    }

    [Fact]
    public void A_folder_of_images_is_learned_whole_and_as_a_stream()
    {
        string photographs = Photographs();
        string sheet = _folder["sheet.png"];
        PhotographNet net = new(seed: 1);

        // <images>
        ImageOptions form = new(Width: 8, Height: 8) { Fit = ImageFit.Crop };
        Dataset all = ImageFolder.Read(photographs, form);               // classes named as the folders
        Augmentation[] changes = [FlipHorizontal(), Brightness(0.1)];
        ContactSheet.Write(sheet, all, height: 8, width: 8, channels: 3, rows: 4, columns: 4, zoom: 4, augment: changes);
        net.Fit(all, new FitOptions { Epochs = 10, Augment = changes });

        DataStream stream = ImageFolder.Stream(photographs, form);       // or read while a net is trained
        net.Fit(stream, new FitOptions { Epochs = 10 });
        // </images>

        Assert.Equal(["day", "night"], all.ClassNames);
        Assert.Equal(1, net.Evaluate(all)["accuracy"]);
        Assert.Equal(3, ImageFile.Read(sheet, new ImageOptions(1, 1)).Length);
    }

    [Fact]
    public void A_table_in_a_parquet_file_is_read_as_one_in_a_csv_file()
    {
        string trainFile = Reference.Path("passengers.parquet");

        // <parquet>
        CsvSchema schema = ParquetFile.Infer(trainFile, new CsvOptions { Label = "saved", Ignore = ["deck", "name"], Missing = MissingCells.Fill });
        Dataset train = ParquetFile.Read(trainFile, schema);
        DataStream stream = new(() => ParquetFile.ReadPieces(trainFile, schema, rows: 256));
        // </parquet>

        Assert.Equal(6, train.Count);
        Assert.Equal(6, stream.Open(CancellationToken.None).Sum(p => p.Count));
    }

    private string Reviews(string name, int seed)
    {
        Random random = new(seed);
        IEnumerable<string> lines = Enumerable.Range(0, 64).Select(i =>
        {
            string[] kind = i % 2 == 0 ? s_good : s_bad;
            return $"{i},\"{(random.Next(2) == 0 ? "What a" : "It is a")} {kind[random.Next(3)]} {(random.Next(2) == 0 ? "film" : "story")}.\",{(i % 2 == 0 ? "pos" : "neg")}";
        });
        return _folder.Write(name, "id,review,stars\n" + string.Join('\n', lines) + "\n");
    }

    /// <summary>Written as sheets of one image.</summary>
    private string Photographs()
    {
        Random random = new(1);
        for (int i = 0; i < 16; i++)
        {
            bool isDay = i % 2 == 0;
            ContactSheet image = new(12, 20, 3);
            image.Add([.. Enumerable.Range(0, 12 * 20 * 3).Select(_ => (random.NextSingle() * 0.3f) + (isDay ? 0.6f : 0.1f))]);
            string folder = _folder[Path.Combine("photographs", isDay ? "day" : "night")];
            Directory.CreateDirectory(folder);
            image.Write(Path.Combine(folder, $"{i}.png"));
        }
        return _folder["photographs"];
    }
}
