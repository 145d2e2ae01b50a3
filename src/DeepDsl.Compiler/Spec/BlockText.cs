using System.Text;

namespace DeepDsl.Compiler.Spec;

/// <summary>
/// Blocks as text, by which they cross from one assembly to another. Looks like C#:
/// <code>
/// block Wide(int Filters = 64, int Channels = 1 from input)
/// {
///   Conv2D(Units = (Filters * 4), Kernel = 3);
///   Map(Function = "Cube");
///   function Cube(x) = "x * x * x / {Filters}";
///   tensors Project(x, w(Shape = [(Filters * 2), 4])) = "MatMul'3(x, w)";
/// }
/// </code>
/// </summary>
public static class BlockText
{
    private const string Block = "block";

    /// <summary>What a block begins with that is the step of a recurrent layer.</summary>
    private const string Cell = "cell";

    private const string Function = "function ";

    /// <summary>What a function of tensors begins with; of its parameters those with arguments are trained.</summary>
    private const string Tensors = "tensors ";

    public static string Write(IEnumerable<BlockSpec> blocks)
    {
        StringBuilder text = new();
        foreach (BlockSpec block in blocks)
        {
            string parameters = string.Join(", ", block.Parameters.Select(Write));
            text.Append($"{(block.IsCell ? Cell : Block)} {block.Name}({parameters})\n{{\n");
            foreach (AttributeSpec layer in block.Layers)
            {
                text.Append($"  {layer};\n");
            }

            foreach (FunctionSpec function in block.Functions)
            {
                (string sign, string value) = function.Body is null ? ("!", function.Error ?? "") : ("=", function.Body);
                string taken = string.Join(", ", function.Parameters.Concat(function.Weights.Select(w => w.ToString())));
                text.Append($"  {(function.IsOfTensors ? Tensors : Function)}{function.Name}({taken}) {sign} {new TextArgument(value)};\n");
            }

            text.Append("}\n");
        }

        return text.ToString();
    }

    /// <summary>The blocks that <see cref="Write(IEnumerable{BlockSpec})"/> wrote.</summary>
    /// <exception cref="FormatException">The text is damaged, or another version's.</exception>
    public static EquatableArray<BlockSpec> Read(string text)
    {
        SpecReader reader = new(text);
        List<BlockSpec> blocks = [];
        while ((reader.Take(Block) ? Block : reader.Take(Cell) ? Cell : null) is { } kind)
        {
            blocks.Add(ReadBlock(reader) with { IsCell = kind == Cell });
        }

        reader.End();
        return blocks.ToArray();
    }

    private static string Write(BlockParameterSpec parameter) =>
        $"{parameter.Type} {parameter.Name} = {parameter.Default}{(parameter.FromInputChannels ? " from input" : "")}";

    private static BlockSpec ReadBlock(SpecReader reader)
    {
        string name = reader.Identifier();
        BlockParameterSpec[] parameters = List(reader, ReadParameter);
        reader.Expect("{");
        List<AttributeSpec> layers = [];
        List<FunctionSpec> functions = [];
        while (!reader.Take("}"))
        {
            if ((reader.Take(Function) ? Function : reader.Take(Tensors) ? Tensors : null) is { } form)
            {
                functions.Add(ReadFunction(reader) with { IsOfTensors = form == Tensors });
            }
            else
            {
                layers.Add(reader.Attribute());
            }

            reader.Expect(";");
        }

        return new BlockSpec(name, parameters, layers.ToArray(), functions.ToArray());
    }

    private static BlockParameterSpec ReadParameter(SpecReader reader)
    {
        string type = reader.Type();
        string name = reader.Identifier();
        reader.Expect("=");
        Argument standard = reader.Expression();
        bool fromInput = reader.Take("from");
        if (fromInput)
        {
            reader.Expect("input");
        }

        return new BlockParameterSpec(name, type, standard, fromInput);
    }

    private static FunctionSpec ReadFunction(SpecReader reader)
    {
        string name = reader.Identifier();
        AttributeSpec[] parameters = List(reader, r => r.Attribute());
        bool failed = reader.Take("!");
        if (!failed)
        {
            reader.Expect("=");
        }

        string value = reader.Text();
        string[] values = [.. parameters.Where(p => p.Arguments.Count == 0).Select(p => p.Kind)];
        return new FunctionSpec(name, values, failed ? null : value, failed ? value : null)
        {
            Weights = parameters.Where(p => p.Arguments.Count > 0).ToArray(),
        };
    }

    private static T[] List<T>(SpecReader reader, Func<SpecReader, T> item)
    {
        reader.Expect("(");
        List<T> items = [];
        while (!reader.Take(")"))
        {
            if (items.Count > 0)
            {
                reader.Expect(",");
            }

            items.Add(item(reader));
        }

        return [.. items];
    }
}
