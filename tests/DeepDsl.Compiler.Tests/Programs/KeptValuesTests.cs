using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests.Models;
using Buffer = DeepDsl.Compiler.Programs.Buffer;

namespace DeepDsl.Compiler.Tests.Programs;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>
/// What forward leaves to backward on a CPU, which is most of what training takes: all that is as large as what the layer is put on.
/// </summary>
public sealed class KeptValuesTests
{
    private const string Input = "Input(Shape = [16, 32], Name = \"x\")";
    private const string Loss = "Loss(Kind = Loss.MeanSquaredError)";

    /// <summary>No normalised values, no erf, nothing on the way to a residual sum: backward has them from what is here.</summary>
    [Fact]
    public void Of_an_encoder() => Check(
        ReadyModel.Spec("TransformerEncoder", "Heads = 4, Function = Activation.GELU, DropRate = 0.1, From = \"x\"", [Input]) with
        {
            Settings = new[] { SpecReader.ReadAttribute(Loss) },
        },
        "x" + string.Concat(new[] { "self_attn.add", "self_attn.heads", "add1", "norm1", "linear1.add", "dropout2", "add2" }
            .Select(name => $", transformerEncoder1.{name}")));

    [Fact]
    public void Of_layers_of_a_sequence() => Check(
        new ModelSpec
        {
            Name = "Net",
            Layers = new[]
            {
                Input, "LayerNorm(Name = \"norm\")", "Dense(Units = 64, Activation = Activation.GELU, Name = \"up\")",
                "Dense(Units = 32, Name = \"down\")", "Add(Names = [\"x\"])", "LayerNorm(Name = \"last\")",
            }.Select(SpecReader.ReadAttribute).ToArray(),
            Settings = new[] { SpecReader.ReadAttribute(Loss) },
        },
        "x, norm, up.add, up, add1");

    private static void Check(ModelSpec spec, string kept)
    {
        BuiltModel model = Pipeline.Build(spec);
        Assert.Empty(model.Problems.Select(p => p.Message));
        ProgramUnit unit = Pipeline.Programs(model, new Inspection(dumps: false)).Cpu.Training;
        HashSet<Buffer> read = [.. unit.Find("Backward")!.Launches.SelectMany(l => l.Reads).Select(b => b.Place)];
        IEnumerable<Buffer> before = unit.Borders.Inputs.Select(b => b.Buffer.Place)
            .Concat(unit.Find("Forward")!.Launches.SelectMany(l => l.Writes).Select(b => b.Place));
        Dim least = Dim.N * (16 * 32);
        Assert.Equal(kept, string.Join(", ", before.Where(b => read.Contains(b) && b.Length.Estimate >= least.Estimate).Select(b => b.Name).Distinct()));
    }
}
