using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;
using static DeepDsl.Compiler.Tests.Programs.HandMade;
using Buffer = DeepDsl.Compiler.Programs.Buffer;

namespace DeepDsl.Compiler.Tests.Programs;

public sealed class BufferNameTests
{
    [Fact]
    public void Names_that_make_one_identifier_are_told_apart()
    {
        (Buffer x, Buffer y) = (Floats("x", 4), Floats("y", 4));
        Buffer[] same = [Floats("a_b", 4), Floats("a.b", 4), Floats("AB", 4), Floats("a_b", 4)];
        ProgramUnit unit = Unit(x, y, [.. same.Select(s => Sum(s, x)), Sum(y, same)]);
        NameBuffers.Run(unit);
        Assert.Equal(["a_b", "a.b.2", "AB.3", "a_b.4"], same.Select(s => s.Name));
        Assert.Equal(["Inference.AB", "Inference.AB2", "Inference.AB3", "Inference.AB4"], same.Select(s => s.Identifier));
    }

    [Fact]
    public void No_member_has_the_name_of_its_class_or_of_what_every_class_has()
    {
        (Buffer x, Buffer y) = (Floats("inference", 4), Floats("equals", 4));
        ProgramUnit unit = Unit(x, y, Sum(y, x));
        NameBuffers.Run(unit);
        Assert.Equal(["Inference.Inference2", "Inference.Equals2"], new[] { x.Identifier, y.Identifier });
    }

    [Fact]
    public void Buffers_are_called_by_what_they_are()
    {
        string[] layers = ["Input(Shape = [6, 6, 2])", "Conv2D(Filters = 4, Kernel = 3, Activation = Activation.ReLU)", "Flatten", "Dense(Units = 3)"];
        ModelSpec spec = new()
        {
            Name = "Net",
            Layers = layers.Select(SpecReader.ReadAttribute).ToArray(),
            Settings = new[] { SpecReader.ReadAttribute("Loss(Kind = Loss.SoftmaxCrossEntropy)") },
        };
        ProgramUnit unit = Pipeline.Programs(Pipeline.Build(spec), new Inspection(dumps: false)).Cpu.Training;
        string[] names = [.. unit.Planned().Select(b => b.Name)];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Superset(
            new HashSet<string>
            {
                "input", "conv1", "output", "dOutput", "dInput", "target1", "sampleWeights", "loss", "loss.max", "loss.exp", "loss.exp.sum", "loss.total",
                "dConv1.add", "dConv1.weight.parts", "conv1.weight.transposed.reversed", "dense1.weight.transposed",
            },
            names.ToHashSet());
        IEnumerable<string> gradients = unit.Programs[^1].Launches.SelectMany(l => l.Writes).Where(b => b.Space == Space.Gradients).Select(b => b.Name);
        Assert.Equal(["dConv1.bias", "dConv1.weight", "dDense1.bias", "dDense1.weight"], gradients.Order(StringComparer.Ordinal));
    }
}
