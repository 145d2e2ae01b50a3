using DeepDsl.Compiler;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator.Tests.Harness;
using DeepDsl.Generator.Tests.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Generator.Tests.Reliability;

/// <summary>Who types cancels what was begun for the text before; what comes after is as if nothing had been begun.</summary>
public sealed class CancellationTests
{
    private static string Source(int layers) => $"using DeepDsl; [Model, Input(8)]\n"
        + string.Concat(Enumerable.Repeat("[Dense(8), Tanh]\n", layers)) + "[Dense(1), Loss(Loss.MeanSquaredError)] public partial class Net;";

    [Fact]
    public void A_generation_stops_where_it_is_cancelled()
    {
        CSharpCompilation input = Sources.Compile(Source(400));
        using CancellationTokenSource cancellation = new();

        // Of seconds; by a thread of its own, since those of the pool are busy with other tests.
        Thread typist = new(() =>
        {
            Thread.Sleep(300);
            cancellation.Cancel();
        });
        typist.Start();
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: Sources.Language);
        Assert.ThrowsAny<OperationCanceledException>(() => driver.RunGenerators(input, cancellation.Token));
        typist.Join();
    }

    [Fact]
    public void What_was_cancelled_is_compiled_by_the_next_who_asks()
    {
        ModelSpec spec = Parsed.Model(Source(30));
        EquatableArray<GeneratedFile> expected = Pipeline.Compile(spec).Files;
        int cancelled = 0;
        for (int milliseconds = 0; ; milliseconds = (milliseconds * 2) + 1)
        {
            using CancellationTokenSource cancellation = new();
            if (milliseconds == 0)
            {
                cancellation.Cancel();
            }
            else
            {
                cancellation.CancelAfter(milliseconds);
            }

            try
            {
                Assert.Equal(expected, CompileCache.Compile(spec, cancellation.Token).Files);
                break;
            }
            catch (OperationCanceledException)
            {
                cancelled++;
            }
        }

        Assert.NotEqual(0, cancelled);
    }
}
