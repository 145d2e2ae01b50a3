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
        List<AttributeSpec> layers = [.. example.Inputs.Select((shape, i) => Input(names[i], shape, example.IntLimit > 0 && TakesInts(op, example, names[i])))];
        ArgumentSpec from = new("From", new TextArgument(names[0]));
        List<ArgumentSpec> arguments = [.. SpecReader.ReadArguments(example.Arguments)];
        if (example.Before.Length > 0)
        {
            AttributeSpec before = SpecReader.ReadAttribute(example.Before);
            layers.Add(before with { Arguments = before.Arguments.Append(from).ToArray() });
        }
        else
        {
            arguments.Add(from);
        }

        if (op.NamesArgument is { } argument && names.Length > 1)
        {
            arguments.RemoveAll(a => a.Name == argument);
            HashSet<string> given = [.. arguments.Where(a => op.ValueArguments.Contains(a.Name)).Select(a => a.Value).OfType<TextArgument>().Select(t => t.Value)];
            Argument[] others = [.. names.Skip(1).Where(n => !given.Contains(n)).Select(n => new TextArgument(n))];
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
        return problems.Count == 0 ? model : throw new InvalidOperationException(
            $"{op.Name}{example} has problems:\n" + string.Join("\n", problems.Select(p => p.Message)));
    }

    /// <summary>The inputs of an example that arguments name.</summary>
    public static IEnumerable<AttributeSpec> OtherInputs(Op op, Example example) => op.ValueArguments.Count == 0 ? []
        : example.Inputs.Skip(1).Select((shape, i) => Input($"in{i + 2}", shape, TakesInts(op, example, $"in{i + 2}")));

    /// <summary>The values that arguments name are called in2, in3 in examples.</summary>
    private static bool TakesInts(Op op, Example example, string name) => example.Before.Length > 0 || SpecReader.ReadArguments(example.Arguments)
        .Where(a => op.ValueArguments.Contains(a.Name) && a.Value is TextArgument text && text.Value == name)
        .Select(a => op.TakesIn(a.Name)).DefaultIfEmpty(op.Takes).Single() != InputElements.Floats;

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
