using System.Numerics.Tensors;
using DeepDsl;
using WordVectors;
using static CommandLine;

CommandLine options = new(args, ["--seed", "--epochs", "--device"], []);
int seed = options.Integer("--seed", 1);
int epochs = options.Integer("--epochs", 15);
Device? device = options.Device();

string folder = Path.Combine(AppContext.BaseDirectory, "data");
Words words = new(Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal));
Random random = new(seed);

// <training>
SkipGramNet net = new(seed, device);
for (int epoch = 1; epoch <= epochs; epoch++)
{
    Pairs pairs = words.Pairs(words.Train, random);   // others are drawn each time
    History history = net.Fit(pairs.ToDataset(), new FitOptions { Epochs = 1, Seed = seed + epoch });
    Say($"epoch {epoch}  {pairs.Count} pairs  loss {history["loss"][0]:0.0000}");
}
// </training>

foreach (string word in (string[])["mother", "two", "said", "street", "happy", "ran"])
{
    Console.WriteLine($"{word}: {string.Join(", ", Nearest(words.Number(word)).Take(6).Select(words.Text))}");
}

Pairs unseen = words.Pairs(words.Test, new Random(seed));
int[] Near(int i) => unseen.Near[(i * SkipGramNet.Others)..((i + 1) * SkipGramNet.Others)];
double byShare = unseen.Told(i => [.. Near(i).Select(w => (float)words.Share(w))]);
double byNet = unseen.Told(i => net.Predict([unseen.Words[i]], Near(i)));
Say($"of a word that stands near another and one that is drawn, how often each stands anywhere tells {byShare:0.0000}");
Say($"the net tells {byNet:0.0000}");

IEnumerable<int> Nearest(int word)
{
    ReadOnlyMemory<float> vectors = net.Parameter("words.weight").Value.ToArray();
    int width = vectors.Length / SkipGramNet.Vocabulary;
    ReadOnlyMemory<float> Vector(int w) => vectors.Slice(w * width, width);
    return Enumerable.Range(1, SkipGramNet.Vocabulary - 1).Where(w => w != word && words.Share(w) > 0)
        .OrderByDescending(w => TensorPrimitives.CosineSimilarity(Vector(w).Span, Vector(word).Span));
}
