using DeepDsl;
using DeepDsl.Text;
using Template._1;

(LabelledTexts train, LabelledTexts test) = BookSentences.Read(BookSentences.Folder);
TextEncoder words = TextEncoder.Words(train.Texts, new TextOptions
{
    Size = SentenceNet.Vocabulary, Special = SpecialTokens.Padding | SpecialTokens.Unknown, LowerCase = true,
});

var net = new SentenceNet(seed: 1);
Dataset lessons = train.ToDataset(words, SentenceNet.Words);
net.Fit(lessons, new FitOptions { Epochs = 5, Seed = 1, Callbacks = [new Advisor()], ConsoleProgress = true });
net.SaveWeights("net.safetensors");
words.Save("words.json"); // the net is of no use without them

string asked = args.Length > 0 ? string.Join(' ', args) : "I ain't going to school today, said Huck.";
float[] probabilities = net.PredictProbabilities(words.Encode([asked], SentenceNet.Words).Tokens);
Console.WriteLine($"\"{asked}\": {string.Join(", ", test.ClassNames.Select((name, i) => $"{name} by {probabilities[i]:0.00}"))}");
double accuracy = net.Evaluate(test.ToDataset(words, SentenceNet.Words))["accuracy"];
Console.WriteLine($"test accuracy {accuracy:0.000}, saved as net.safetensors and words.json");
