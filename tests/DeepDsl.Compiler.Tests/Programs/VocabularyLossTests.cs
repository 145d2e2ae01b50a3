using System.Globalization;
using System.Text.RegularExpressions;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Programs;

/// <summary>A loss over a vocabulary reads its labels as ints: whatever is as large as the logits is there for another reason.</summary>
public sealed partial class VocabularyLossTests
{
    private const int Words = 30_000;
    private const int Steps = 8;

    [Theory]
    [InlineData("")]
    [InlineData(", IgnoreIndex = 0")]
    [InlineData(", LabelSmoothing = 0.1, IgnoreIndex = -100")]
    public void No_target_is_as_large_as_the_vocabulary(string options)
    {
        CompiledModel model = Compile(options);
        string dump = model.Files.Single(f => f.Name.EndsWith("Dump", StringComparison.Ordinal)).Text;
        foreach (string unit in new[] { "Training", "GpuTraining" })
        {
            Assert.Equal(["dOutput", "loss.exp", "output"], Large(dump, unit));
        }

        foreach (string unit in new[] { "Inference", "GpuInference" })
        {
            Assert.Equal(["output", "output.probabilities", "probabilities.exp"], Large(dump, unit));
        }

        // Nor are the numbers of the classes written out.
        Assert.All(model.Files, f => Assert.InRange(f.Text.Length, 0, 3 * Words));
    }

    [Theory]
    [InlineData("Dense(Units = 30000)")]
    [InlineData("Unembed(Embedding = \"table\", Bias = true)")]
    public void Of_classes_drawn_nothing_in_training_is_as_large_as_the_vocabulary(string head)
    {
        CompiledModel model = Compile(", Samples = 64, IgnoreIndex = -100", head);
        string dump = model.Files.Single(f => f.Name.EndsWith("Dump", StringComparison.Ordinal)).Text;
        Assert.Empty(Large(dump, "Training"));
        Assert.Empty(Large(dump, "GpuTraining"));
        Assert.NotEmpty(Large(dump, "Inference"));

        // What a few rows add to a table and to its bias is one sum for each, with no table in between.
        Assert.All(new[] { "Training", "GpuTraining" }, unit => Assert.DoesNotContain(Places(dump, unit), l => Regex.IsMatch(l, $@"Fixed [^:]+: .*, \d{{5,}} floats")));
    }

    /// <summary>The places of a unit that have room for all words at each step, but for those of shared memory: each name once.</summary>
    private static string[] Large(string dump, string unit)
    {
        string[] lines = Places(dump, unit);
        return [.. lines.Select(l => Place().Match(l)).Where(m => m.Success && IsLarge(m)).Select(m => m.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal)];
    }

    private static string[] Places(string dump, string unit)
    {
        string[] lines = [.. dump.Split('\n').SkipWhile(l => !PlanOf(l, unit)).Skip(1).TakeWhile(l => !l.StartsWith("// }", StringComparison.Ordinal))];
        Assert.NotEmpty(lines);
        return lines;
    }

    private static bool PlanOf(string line, string unit) => Regex.IsMatch(line, $@"^// {unit}: \d+\*N floats");

    private static bool IsLarge(Match place) =>
        int.Parse(place.Groups["floats"].Value, CultureInfo.InvariantCulture) >= Steps * Words;

    [GeneratedRegex(@"Arena [^:]+: (?<name>\S+) .*, (?<floats>\d+)\*N floats")]
    private static partial Regex Place();

    private static CompiledModel Compile(string options, string head = "Dense(Units = 30000)")
    {
        string[] layers =
        [
            $"Input(Shape = [{Steps}], Type = ElementType.Int32)", $"Embedding(Vocabulary = {Words}, Dimension = 16, Name = \"table\")", head,
        ];
        CompiledModel model = Pipeline.Compile(new ModelSpec
        {
            Name = "Words",
            Layers = layers.Select(SpecReader.ReadAttribute).ToArray(),
            Settings = new[] { SpecReader.ReadAttribute($"Loss(Kind = Loss.SoftmaxCrossEntropy{options})") },
            Gpu = true,
            Dump = true,
        });
        Assert.Empty(model.Problems.Select(p => p.Message));
        return model;
    }
}
