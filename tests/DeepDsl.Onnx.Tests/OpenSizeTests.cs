using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Conformance.Tests;

namespace DeepDsl.Onnx.Tests;

/// <summary>One file serves every size that a call may set.</summary>
public sealed class OpenSizeTests
{
    public static TheoryData<string> Ops => [.. OpTable.All.Select(op => op.Name)];

    public static TheoryData<string> Models => [.. OpenModels.All.Select(m => m.Name)];

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Ops))]
    public void Examples_with_an_open_axis_have_the_outputs_of_the_interpreter(string name)
    {
        foreach (OpenExample example in OpenExample.Of(OpTable.Find(name)!).Where(e => e.Problems.Count == 0))
        {
            int batch = example.Example.Batch;
            Check(example.Spec, example.Sizes.Select(size => (Func<string, int>)(symbol => symbol == "N" ? batch : size)), example.Example);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Models_of_open_sizes_have_the_outputs_of_the_interpreter(string name)
    {
        OpenModel model = OpenModels.All.Single(m => m.Name == name);
        foreach ((int t, int s) in OpenModels.Sizes.Where(p => p.T >= model.Least))
        {
            int limit = model.IntLimit > 0 ? model.IntLimit : t;
            Check(
                model.Spec, [symbol => symbol switch { "N" => 3, "T" or "Nodes" => t, "S" => s, _ => 2 * s }],
                new Example("", 1) { IntLimit = limit });
        }
    }

    private static void Check(ModelSpec spec, IEnumerable<Func<string, int>> sizes, Example example)
    {
        // Some are no models that a class may declare, since no input tells a size that cells in cells have.
        ModelGraph model = BuildModel.Run(spec, training: false).Model;
        Assert.NotEmpty(model.Outputs);
        foreach (Func<string, int> size in sizes)
        {
            ModelValues values = new(symbol => size(symbol)) { Low = example.Low, High = example.High, IntLimit = example.IntLimit };
            using OnnxRun run = new(model, values, opset: 18);
            run.Check(values);
        }
    }
}
