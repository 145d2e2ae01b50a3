using System.Reflection;
using System.Text.RegularExpressions;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using DeepDsl.Generator.Tests.Harness;
using DeepDsl.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Analyzers.Tests.Zoo;

/// <summary>A warning on a model of DeepDsl.Models is a bug in the rule, or in the model.</summary>
public sealed class ReadyModelTests
{
    private const string Classifier = "Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, BatchSize = 64)";

    private const string Spread = "static float Spread(float logVariance, float target) => System.MathF.Exp(logVariance) - 1 - logVariance;";

    private const string Texts =
        "Input(128, Type = ElementType.Int32, Name = \"tokens\"), Input(128, Type = ElementType.Int32, Name = \"segments\")";

    private const string MiniBert = "Vocabulary = 1000, Length = 128, Width = 128, Heads = 2, Layers = 2, From = \"tokens\"";

    private const string Usings = "using DeepDsl;\nusing DeepDsl.Models;\n";

    private static readonly (string Name, string Attributes)[] s_small =
    [
        ("LeNet5", $"Input(32, 32, 1), LeNet5, {Classifier}"),
        ("ResNet20", $"Input(32, 32, 3), ResNet20, {Classifier}"),
        ("SqueezeNet11", $"Input(227, 227, 3), SqueezeNet11, {Classifier}"),
        ("DcganGenerator", "Input(100), DcganGenerator, Train(Optimizer = Optimizer.Adam, LearningRate = 2e-4, Beta1 = 0.5)"),
        ("DcganDiscriminator", "Input(64, 64, 3), DcganDiscriminator, Loss(Loss.SigmoidCrossEntropy), "
            + "Train(Optimizer = Optimizer.Adam, LearningRate = 2e-4, Beta1 = 0.5)"),
        ("DeepAutoencoder", "Input(784), DeepAutoencoder, Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)"),
        ("DenoisingAutoencoder", "Input(28, 28, 1), DenoisingAutoencoder, Loss(Loss.SigmoidCrossEntropy), "
            + "Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)"),
        ("VariationalAutoencoder", "Input(784), VariationalAutoencoder(Name = \"image\"), Identity(From = \"image.mean\", Name = \"mean\"), "
            + "Identity(From = \"image.logVariance\", Name = \"logVariance\"), Output(\"image\"), Output(\"mean\"), Output(\"logVariance\"), "
            + "Loss(Loss.SigmoidCrossEntropy, Output = \"image\"), Loss(Loss.MeanSquaredError, Output = \"mean\", Weight = 20.0 / 784 / 2), "
            + "Loss(nameof(Spread), Output = \"logVariance\", Weight = 20.0 / 784 / 2), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)"),
        ("Gpt", "Input(64, Type = ElementType.Int32), Embedding(65, 128, InitValue = 0.02), LearnedPositions, "
            + "TransformerEncoder(Heads = 4, PreNorm = true, Causal = true, Function = Activation.GELU, DropRate = 0.1, Repeat = 4), LayerNorm, "
            + "Dense(65), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 1e-3)"),
        ("Translator", "Input(20, Type = ElementType.Int32, Name = \"source\"), Input(12, Type = ElementType.Int32, Name = \"target\"), "
            + "Embedding(40, 64, From = \"source\"), SinusoidalPositions, TransformerEncoder(Heads = 4, Repeat = 2, Name = \"memory\"), "
            + "Embedding(30, 64, From = \"target\"), SinusoidalPositions, TransformerDecoder(Heads = 4, Repeat = 2), Dense(30), "
            + "Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)"),
        ("Gpt2Mini", "Input(64, Type = ElementType.Int32), Gpt2(Vocabulary = 65, Length = 64, Width = 128, Heads = 4, Layers = 2), "
            + "Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 1e-3)"),
        ("LlamaMini", "Input(64, Type = ElementType.Int32), Llama(Vocabulary = 65, Width = 128, Heads = 4, KeyValueHeads = 2, FeedForward = 344, "
            + "Layers = 2), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 1e-3)"),
        ("GatedTranslator", "Input(20, Type = ElementType.Int32, Name = \"source\"), Input(12, Type = ElementType.Int32, Name = \"target\"), "
            + "Embedding(40, 64, From = \"source\"), SinusoidalPositions, "
            + "TransformerEncoder(Heads = 4, Gated = true, RmsNorm = true, Function = Activation.SiLU, Repeat = 2, Name = \"memory\"), "
            + "Embedding(30, 64, From = \"target\"), SinusoidalPositions, "
            + "TransformerDecoder(Heads = 4, Gated = true, RmsNorm = true, Bias = false, Function = Activation.SiLU, Repeat = 2), Dense(30), "
            + "Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)"),
        ("BertTasks", $"{Texts}, Bert({MiniBert}, Name = \"text\"), TextClassifier(Name = \"kind\"), "
            + "TokenTagger(From = \"text.sequence\", Name = \"tags\"), SpanFinder(From = \"text.sequence\", Name = \"answer\"), "
            + "Output(\"kind\"), Output(\"tags\"), Output(\"answer\"), Loss(Loss.SoftmaxCrossEntropy, Output = \"kind\"), "
            + "Loss(Loss.SoftmaxCrossEntropy, Output = \"tags\", IgnoreIndex = -100), Loss(Loss.SoftmaxCrossEntropy, Output = \"answer\"), "
            + "Train(Optimizer = Optimizer.AdamW, LearningRate = 2e-5)"),
        ("Summarizer", "Input(256, Type = ElementType.Int32, Name = \"text\"), Input(64, Type = ElementType.Int32, Name = \"target\"), "
            + "EncoderDecoder(Vocabulary = 1000, Width = 128, Heads = 4, Layers = 2, From = \"text\"), "
            + "Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -100), Train(Optimizer = Optimizer.AdamW, LearningRate = 1e-3)"),
        ("TransformerXlMini", "Input(64, Type = ElementType.Int32, Name = \"tokens\"), Input(2, 64, 128, Name = \"before\"), Input(1, Name = \"held\"), "
            + "TransformerXl(Vocabulary = 65, Width = 128, Heads = 4, Layers = 2, From = \"tokens\", InitialState = [\"before\", \"held\"], "
            + "FinalState = [\"after\", \"holds\"], Name = \"scores\"), Output(\"scores\"), Output(\"after\"), Output(\"holds\"), "
            + "Loss(Loss.SoftmaxCrossEntropy, Output = \"scores\"), Train(Optimizer = Optimizer.AdamW, LearningRate = 2.5e-4)"),
        ("ViTMini", "Input(32, 32, 3), ViT(Classes = 10, Patch = 4, Width = 64, Heads = 4, Layers = 2), "
            + "Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 1e-3)"),
        ("Nerf", "Input(3, Name = \"position\"), Input(3, Name = \"direction\"), Nerf(From = \"position\"), Loss(Loss.MeanSquaredError), "
            + "Train(Optimizer = Optimizer.Adam, LearningRate = 5e-4)"),
    ];

    private static readonly (string Name, string Attributes)[] s_large =
    [
        ("Gpt2", "Input(1024, Type = ElementType.Int32), Gpt2, "
            + "Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 3e-4)"),
        ("Bert", $"{Texts}, Bert(From = \"tokens\"), TextClassifier, "
            + "Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 2e-5)"),
        ("ViT", "Input(224, 224, 3), ViT, Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 1e-3)"),
        ("AlexNet", $"Input(224, 224, 3), AlexNet, {Classifier}"),
        ("Vgg11", $"Input(224, 224, 3), Vgg11, {Classifier}"),
        ("ResNet18", $"Input(224, 224, 3), ResNet18, {Classifier}"),
        ("SqueezeNet", $"Input(227, 227, 3), SqueezeNet, {Classifier}"),
        ("UNet", $"Input(256, 256, 3), UNet, {Classifier}"),
        ("Vgg16", $"Input(224, 224, 3), Vgg16, {Classifier}"),
        ("Vgg19", $"Input(224, 224, 3), Vgg19, {Classifier}"),
        ("ResNet50", $"Input(224, 224, 3), ResNet50, {Classifier}"),
        ("GoogLeNet", "Input(224, 224, 3), GoogLeNet(Name = \"main\"), GoogLeNetAuxiliary(From = \"main.lower\", Name = \"aux1\"), "
            + "GoogLeNetAuxiliary(From = \"main.middle\", Name = \"aux2\"), Output(\"main\"), Output(\"aux1\"), Output(\"aux2\"), "
            + "Loss(Loss.SoftmaxCrossEntropy, Output = \"main\"), Loss(Loss.SoftmaxCrossEntropy, Output = \"aux1\", Weight = 0.3), "
            + "Loss(Loss.SoftmaxCrossEntropy, Output = \"aux2\", Weight = 0.3)"),
        ("InceptionV3", "Input(299, 299, 3), InceptionV3(Name = \"main\"), InceptionV3Auxiliary(From = \"main.lower\", Name = \"aux\"), "
            + "Output(\"main\"), Output(\"aux\"), "
            + "Loss(Loss.SoftmaxCrossEntropy, Output = \"main\"), Loss(Loss.SoftmaxCrossEntropy, Output = \"aux\", Weight = 0.4)"),
        ("MobileNetV1", $"Input(224, 224, 3), MobileNetV1, {Classifier}"),
        ("MobileNetV2", $"Input(224, 224, 3), MobileNetV2, {Classifier}"),
        ("MobileNetV3Large", $"Input(224, 224, 3), MobileNetV3Large, {Classifier}"),
        ("MobileNetV3Small", $"Input(224, 224, 3), MobileNetV3Small, {Classifier}"),
        ("EfficientNetB0", $"Input(224, 224, 3), EfficientNetB0, {Classifier}"),
        ("DenseNet121", $"Input(224, 224, 3), DenseNet121, {Classifier}"),
    ];

    [Fact]
    public void Ready_models_are_left_in_peace() => AreLeftInPeace(s_small);

    [Fact, Trait("Category", "Sweep")]
    public void Large_ready_models_are_left_in_peace() => AreLeftInPeace(s_large);

    [Fact]
    public void Declarations_on_the_page_are_sound()
    {
        string page = File.ReadAllText(Path.Combine(RulePage.Folder, "..", "models.md"));
        string[] declarations = [.. Regex.Matches(page, "^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select(m => m.Groups[1].Value).Where(text => text.Contains("partial class", StringComparison.Ordinal))];
        CSharpCompilation compilation = WithModels([.. declarations.Select(d => "using System;\n" + Usings + d.Replace(Usings, "", StringComparison.Ordinal))]);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        INamedTypeSymbol[] types = [.. compilation.Assembly.GlobalNamespace.GetTypeMembers()];
        Assert.True(types.Length >= 3);
        foreach (INamedTypeSymbol type in types)
        {
            IEnumerable<Problem> problems = ModelParser.Parse(type, compilation, default) is { } model
                ? model.Spec.Problems.Concat(CompileCache.Build(model.Spec).Problems)
                : BlockParser.Parse(type, compilation, default)!.Declaration.Problems;
            Assert.Empty(problems.Select(p => p.Message));
        }
    }

    [Fact]
    public void Every_model_is_here()
    {
        IEnumerable<string> models = typeof(LeNet5).Assembly.GetExportedTypes()
            .Where(t => t.GetField("Classes", BindingFlags.NonPublic | BindingFlags.Static) is not null).Select(t => t.Name)
            .Except([nameof(VggHead), nameof(GoogLeNetUpper), nameof(InceptionV3Upper)]);
        Assert.All(models, name => Assert.Contains(s_small.Concat(s_large), m => m.Attributes.Contains(name, StringComparison.Ordinal)));
    }

    private static void AreLeftInPeace((string Name, string Attributes)[] models)
    {
        CSharpCompilation compilation =
            WithModels(Usings + string.Concat(models.Select(m => $"[Model, {m.Attributes}]\npublic partial class My{m.Name} {{ {Spread} }}\n")));

        // Without what the generator adds, which nothing here uses and which would take most of the time.
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        Assert.Empty(RuleTest.DiagnosticsOf(compilation).Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString()));
    }
    private static CSharpCompilation WithModels(params string[] sources) =>
        Sources.Compile(sources).AddReferences(MetadataReference.CreateFromFile(typeof(LeNet5).Assembly.Location));
}
