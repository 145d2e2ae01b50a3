using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Generator.Tests;

public sealed class DumpTests
{
    private const string File = "Net.Dump.deepdsl.g.cs";

    private const string Source = """
        using DeepDsl;
        [Model, Input(4), Dense(3, Activation = Activation.ReLU), Dense(2), Loss(Loss.MeanSquaredError)]
        public partial class Net;
        """;

    [Fact]
    public Task The_program_after_each_pass_is_added_where_it_is_asked_for() => Verifier.Verify(Run("true")[File]);

    [Fact]
    public void It_compiles_whatever_layers_are_called() => Assert.Contains("#error", Run("true", Source.Replace(
        "Dense(3,", "Dense(3, Name = \"dense\\n\\u2028#error\",", StringComparison.Ordinal))[File], StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("false")]
    [InlineData("")]
    public void Nothing_is_added_elsewhere(string? asked) => Assert.DoesNotContain(File, Run(asked).Keys);

    private static IReadOnlyDictionary<string, string> Run(string? asked, string source = Source)
    {
        CSharpCompilation compilation = Sources.Compile(source);
        CSharpGeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ModelGenerator().AsSourceGenerator()], parseOptions: Sources.Language, optionsProvider: new Options(asked));
        GeneratorDriver ran = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        Assert.Empty(output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        return ran.GetRunResult().Results[0].GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());
    }

    private sealed class Options(string? dump) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Global(dump);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Global(string? dump) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = key == ModelGenerator.DumpOption ? dump : null;
            return value is not null;
        }
    }
}
