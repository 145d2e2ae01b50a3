using System.Globalization;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Analyzers.Tests.Odd;

/// <summary>A project whose C# is older than what generated code is written in has one error for each model, which says what to do.</summary>
public sealed class LanguageVersionTests
{
    /// <summary>In C# 7.3, with what is ever generated.</summary>
    private const string Source = """
        using System;
        using DeepDsl;
        public enum Mood { Good, Bad }
        [Block, Conv2D(Size, Kernel = 1), GroupNorm(1), Map(nameof(F))]
        public partial class Unit { [Parameter] const int Size = 2; [Parameter] const double Rate = double.NaN; static float F(float x) => x * x; }
        [Model, Input(8, 8, 3), Conv2D(4, Kernel = 3), BatchNorm, PReLU, SeparableConv2D(3, Kernel = 3), Unit(Repeat = 2), MaxPool2D(2)]
        [Flatten, Dropout(0.5), Dense(2), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Mood))]
        public partial class Net { }
        [Model, Input(4, Name = "a"), Input(6, Type = ElementType.Int32), Embedding(9, 2), Flatten, Concat("a"), Dense(3, Name = "b"), Dense(2, Name = "c")]
        [Output("b"), Output("c"), Loss(Loss.Huber, Output = "b")]
        public partial class Other { }
        static class Uses
        {
            static float Train(Net net, float[] x, int[] y) { return net.TrainStep(x, y) + net.Predict(x)[0] + net.Conv1.Weight.Length + net.Unit2.Conv1.Bias.Length; }
            static Mood Label(Net net, float[] x) { return net.PredictLabels(x)[0]; }
            static Net Make() { return new Net(seed: 1); }
            static string Sum() { return Net.Summary + Other.ParameterCount; }
        }
        """;

    public static TheoryData<LanguageVersion> Versions =>
    [
        LanguageVersion.CSharp7_3, LanguageVersion.CSharp8, LanguageVersion.CSharp9, LanguageVersion.CSharp10, LanguageVersion.CSharp11,
        LanguageVersion.CSharp12, LanguageVersion.CSharp13, LanguageVersion.Latest, LanguageVersion.Preview, LanguageVersion.Default,
    ];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Compiles_or_says_which_is_needed(LanguageVersion version)
    {
        (Compilation output, IReadOnlyList<Diagnostic> ours) = Run(version);
        Diagnostic[] errors = [.. output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591")];
        bool isNew = version.MapSpecifiedToEffectiveVersion() >= LanguageVersion.CSharp13;
        Assert.Equal(isNew ? [] : ["Net", "Other"], ours.Select(d => Text(d)));
        Assert.All(ours, d => Assert.Equal("DD1025", d.Id));

        // Members throw, so that each use of a model is no error of its own; in C# 7.3 not even those could be written.
        Assert.Empty(errors.Where(d => version >= LanguageVersion.CSharp8 || output.SyntaxTrees.First() != d.Location.SourceTree).Select(d => d.ToString()));
    }

    [Fact]
    public void The_message_says_what_is_needed_and_how_to_get_it() => Assert.Equal(
        "What is generated for Net needs C# 13, but the project is compiled as C# 10; remove LangVersion from the project, or write "
        + "<LangVersion>13</LangVersion>.", Run(LanguageVersion.CSharp10).Ours[0].GetMessage(CultureInfo.InvariantCulture));

    /// <summary>Else the check would ask too much: below, what is generated for a sound model does not compile.</summary>
    [Fact]
    public void No_older_version_would_do()
    {
        CSharpParseOptions old = Sources.Language.WithLanguageVersion(LanguageVersion.CSharp12);
        CSharpCompilation sound = Sources.Compile(Source);
        Compilation generated = RuleTest.Generated(sound);
        CSharpCompilation older = Sources.Empty.AddSyntaxTrees(generated.SyntaxTrees.Select(t => CSharpSyntaxTree.ParseText(t.ToString(), old, t.FilePath)));
        Assert.Empty(generated.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.Contains(older.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
    }

    private static (Compilation Output, IReadOnlyList<Diagnostic> Ours) Run(LanguageVersion version)
    {
        CSharpParseOptions language = Sources.Language.WithLanguageVersion(version);
        CSharpCompilation compilation = Sources.Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Source, language, "/src/File.cs"));
        compilation = compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable));
        CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: language)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return (output, [.. RuleTest.DiagnosticsOf(output).Where(d => d.Severity == DiagnosticSeverity.Error)]);
    }

    private static string Text(Diagnostic d) =>
        d.Location.SourceTree!.ToString().Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length);
}
