using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Generator.Tests;

/// <summary>What is generated compiles without a warning whatever the project's options; users see no code of ours in their error lists.</summary>
public sealed class CompilationOptionsTests
{
    private const string Source = """
        [DeepDsl.Block, DeepDsl.Conv2D(Filters, Kernel = 3), DeepDsl.BatchNorm, DeepDsl.ReLU]
        public partial class Unit { [DeepDsl.Parameter] const int Filters = 4; }
        public enum Kind { A, B, C }
        namespace My.System
        {
            [DeepDsl.Model, DeepDsl.Input(8, 8, 1), Unit(Filters = 3), DeepDsl.Flatten, DeepDsl.Dense(3), DeepDsl.Labels(typeof(Kind))]
            [DeepDsl.Loss(DeepDsl.Loss.SoftmaxCrossEntropy), DeepDsl.Train(ClipNorm = 1)]
            public partial class Net { class Span { } class Int32 { } }
        }
        """;

    private static CSharpCompilation Compilation(Func<CSharpCompilationOptions, CSharpCompilationOptions> options)
    {
        CSharpCompilation compilation = Sources.Compile(Source);
        return compilation.WithOptions(options(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error).WithWarningLevel(9999)));
    }

    [Fact]
    public void Defaults() => GeneratorRun.Of(Compilation(o => o)).Compiles();

    [Fact]
    public void Nullable_disabled() => GeneratorRun.Of(Compilation(o => o.WithNullableContextOptions(NullableContextOptions.Disable))).Compiles();

    [Fact]
    public void Overflow_checked() => GeneratorRun.Of(Compilation(o => o.WithOverflowChecks(true))).Compiles();

    [Fact]
    public void Unsafe_code_not_allowed() => Assert.False(Compilation(o => o).Options.AllowUnsafe);

    [Fact]
    public void Release() => GeneratorRun.Of(Compilation(o => o.WithOptimizationLevel(OptimizationLevel.Release))).Compiles();

    [Fact]
    public void Implicit_usings() => GeneratorRun.Of(Compilation(o => o).AddSyntaxTrees(CSharpSyntaxTree.ParseText("""
        global using System; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading;
        global using System.Threading.Tasks; global using System.Collections.Generic; global using DeepDsl;
        """, Sources.Language))).Compiles();
}
