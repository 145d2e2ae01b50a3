using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests;

/// <summary>The smallest model around an example of an op: its inputs and the one layer.</summary>
internal static class OneLayerModel
{
    public static ModelSpec Spec(Op op, Example example)
    {
        string[] names = [.. example.Inputs.Select((_, i) => $"in{i + 1}")];
        List<AttributeSpec> layers = [.. example.Inputs.Select((shape, i) => Input(names[i], shape, example.IntLimit > 0))];
        List<ArgumentSpec> arguments = [.. SpecReader.ReadArguments(example.Arguments), new("From", new TextArgument(names[0]))];
        if (op.NamesArgument is { } argument && names.Length > 1)
        {
            arguments.RemoveAll(a => a.Name == argument);
            Argument[] others = [.. names.Skip(1).Select(n => new TextArgument(n))];
            bool isList = op.Arguments.Single(a => a.Name == argument).Type == ArgumentType.Texts;
            arguments.Add(new(argument, isList ? new ListArgument(others) : others.Single()));
        }

        layers.Add(new AttributeSpec(op.Name, arguments.ToArray()));
        layers.Add(SpecReader.ReadAttribute($"Output(Name = \"{op.Stem}1\")")); // by name, since [Identity] must be read so
        return new ModelSpec { Name = "OneLayer", Layers = layers.ToArray(), Functions = example.Functions };
    }

    /// <summary>The graph of an example, which must build without a problem.</summary>
    public static ModelGraph Build(Op op, Example example, bool training)
    {
        (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(Spec(op, example), training);
        Assert.True(problems.Count == 0, $"{op.Name}{example} has problems:\n" + string.Join("\n", problems.Select(p => p.Message)));
        return model;
    }

    private static AttributeSpec Input(string name, Ir.Shape shape, bool ints)
    {
        ArgumentSpec[] arguments =
        [
            new("Shape", new ListArgument(shape.Select(d => (Argument)new NumberArgument(d.Value)).ToArray())),
            new("Name", new TextArgument(name)),
            new("Type", new EnumArgument("ElementType", ints ? "Int32" : "Float32")),
        ];
        return new AttributeSpec("Input", arguments);
    }
}
