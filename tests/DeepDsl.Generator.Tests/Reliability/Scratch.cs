using System.Diagnostics;
using DeepDsl.Generator.Tests.Harness;
using DeepDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
namespace DeepDsl.Generator.Tests.Reliability;
[Collection(nameof(Alone))]
public sealed class Scratch
{
    static void Say(string s) => File.AppendAllText("/tmp/bounds/scratch.txt", s + "\n");
    [Fact]
    public void Absurd()
    {
        foreach (string l in (string[])["[Dense(int.MaxValue)]","[Dense(1 << 20)]\n[Dense(1 << 20)]","[Reshape(2, 2, 2)]\n[Conv2D(1_000_000, Kernel = 1_000_000)]","[Reshape(2, 2, 2, 1)]\n[Conv3D(1_000_000, Kernel = 16383, Padding = Padding.Same)]","[Dense(1 << 26)]\n[Loss(Loss.SoftmaxCrossEntropy)]", "[Reshape(" + string.Join(", ", Enumerable.Repeat("1", 5000)) +", 8)]\n[Tanh]", "[Dense(8), Upsample1D(1 << 30)]"])
        {
            Answer a = Answer.To("using DeepDsl; [Model, Input(8)]\n" + l + "\npublic partial class Net;");
            Say(l[..Math.Min(60, l.Length)] + " -> " + string.Join(" | ", a.Errors.Select(e => e.ToString()[..Math.Min(300, e.ToString().Length)])) + " " + a.Time);
        }
    }
    [Fact]
    public void Large()
    {
        void Try(string name, string source)
        {
            CSharpCompilation input = Sources.Compile(source);
            for (int k = 0; k < 1; k++)
            {
                GeneratorDriver driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: Sources.Language);
                Stopwatch w = Stopwatch.StartNew();
                driver = driver.RunGeneratorsAndUpdateCompilation(input, out Compilation result, out _);
                Say($"{name}: {w.Elapsed.TotalSeconds:0.00} s, {result.SyntaxTrees.Sum(t => t.Length) >> 10} KB");
            }
        }
        string Net(string layers, string blocks = "") => "using DeepDsl; " + blocks + " [Model, Input(32, 32, 3)] " + layers + " public partial class Net;";
        string Each(int n, string s) => string.Concat(Enumerable.Repeat(s, n));
        const string Basic = "[Block, Identity(Name = \"x\"), Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, Shortcut(\"x\"), ReLU] public partial class Basic;";
        foreach (int n in (int[])[10, 50, 100, 200, 500])
            Try($"resnet {n} blocks", Net($"[Basic(Repeat = {n})] [GlobalAvgPool2D, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]", Basic));
        foreach (int n in (int[])[100, 300, 1000, 3000])
            Try($"dense {n}", Net("[Flatten]" + Each(n, "[Dense(8, Activation = Activation.ReLU)]") + "[Loss(Loss.SoftmaxCrossEntropy)]"));
        foreach (int n in (int[])[1000, 3000, 9000])
            Try($"tanh {n}", Net(Each(n, "[Tanh]")));
        foreach (int n in (int[])[100, 300, 990])
            Try($"add {n}", Net(string.Concat(Enumerable.Range(0, n).Select(i => $"[Tanh(Name = \"t{i}\")]")) + "[Add(" + string.Join(", ", Enumerable.Range(0, n - 1).Select(i => $"\"t{i}\"")) + ")]"));
        foreach (int n in (int[])[100, 300, 990])
            Try($"concat {n}", Net(string.Concat(Enumerable.Range(0, n).Select(i => $"[Tanh(Name = \"t{i}\")]")) + "[Concat(" + string.Join(", ", Enumerable.Range(0, n - 1).Select(i => $"\"t{i}\"")) + ")]"));
        foreach (int n in (int[])[100, 250])
            Try($"io {n}", Net(string.Concat(Enumerable.Range(0, n - 1).Select(i => $"[Input(8, Name = \"i{i}\")]")) + string.Concat(Enumerable.Range(0, n).Select(i => $"[Dense(8, From = \"{(i == 0 ? "input" : "i" + (i - 1))}\", Name = \"d{i}\")]")) + string.Concat(Enumerable.Range(0, n).Select(i => $"[Output(\"d{i}\")]"))));
        Try("classes 2^18", Net($"[Flatten, Dense({1 << 18}), Loss(Loss.SoftmaxCrossEntropy)]"));
    }
}
