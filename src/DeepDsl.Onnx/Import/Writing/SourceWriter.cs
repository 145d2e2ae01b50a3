using System.Text;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Onnx;

/// <summary>A declaration as C#, a layer a line.</summary>
internal static class SourceWriter
{
    public static string Run(DeclaredLayers declared, OnnxFile file, string className, string fileName)
    {
        StringBuilder text = new();
        string producer = OneLine($"{file.Producer} {file.ProducerVersion}").Trim();
        producer = producer.Length > 0 ? $" of {producer}" : "";
        text.Append($"// Made of {OneLine(fileName)}{producer}, version {file.Opset} of ONNX's operators.\n");
        text.Append($"// new {className}().LoadWeights(\"{className}.safetensors\") has its weights. ");
        text.Append("To train it further, say by what, as in\n");
        text.Append("// [Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-4)] below its layers.\n");
        text.Append(SilencedRules.Pragma);
        text.Append(declared.Functions.Any(f => f.Contains("MathF", StringComparison.Ordinal)) ? "using System;\n" : "");
        text.Append("using DeepDsl;\n\n[Model]\n");
        foreach (AttributeSpec layer in declared.Spec.Layers)
        {
            text.Append($"[{Attribute(layer)}]\n");
        }

        text.Append($"public partial class {className}");
        if (declared.Functions.Count == 0)
        {
            return text.Append(";\n").ToString();
        }

        text.Append("\n{\n");
        text.AppendJoin("\n", declared.Functions.Select(f => $"    {f}\n"));
        return text.Append("}\n").ToString();
    }

    private static string Attribute(AttributeSpec layer)
    {
        string[] required = layer.Kind switch
        {
            "Input" => ["Shape"],
            "Output" => ["Name"],
            _ => [.. OpTable.Find(layer.Kind)!.Arguments.Where(a => a.Required).Select(a => a.Name)],
        };
        List<string> parts = [.. required.Select(name => layer[name]).OfType<Argument>().SelectMany(value => Positional(layer, value))];
        parts.AddRange(layer.Arguments.Where(a => !required.Contains(a.Name)).Select(a => a.ToString()));
        return parts.Count == 0 ? layer.Kind : $"{layer.Kind}({string.Join(", ", parts)})";
    }

    private static IEnumerable<string> Positional(AttributeSpec layer, Argument value) => value switch
    {
        ListArgument list => list.Items.Select(i => i.ToString()!),
        TextArgument text when layer["Function"] == value => [$"nameof({text.Value})"],
        _ => [value.ToString()!],
    };

    /// <summary>What a file says, so that it stays within its comment.</summary>
    private static string OneLine(string text) =>
        string.Concat(Listing.Short(text).Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u0085' ? ' ' : c));
}
