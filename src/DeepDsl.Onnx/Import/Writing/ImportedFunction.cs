using DeepDsl.Compiler.Spec;

namespace DeepDsl.Onnx;

/// <summary>A static method of the class that is made.</summary>
/// <param name="Spec">As the compiler reads it.</param>
/// <param name="Source">As C# has it.</param>
internal sealed record ImportedFunction(FunctionSpec Spec, string Source)
{
    /// <summary>For [Map].</summary>
    public static ImportedFunction OfNumber(string name, ScalarCode code) => new(
        new FunctionSpec(name, new[] { "x" }, code.Notation, null), $"static float {name}(float x) => {code.Body};");

    /// <summary>For [Compute].</summary>
    /// <param name="name">Of the method.</param>
    /// <param name="values">Its parameters.</param>
    /// <param name="weights">Those of its parameters that are trained, with their shapes.</param>
    /// <param name="body">What it gives.</param>
    public static ImportedFunction OfTensors(
        string name, IReadOnlyList<string> values, IEnumerable<(string Name, int[] Shape)> weights, TensorText body)
    {
        AttributeSpec[] declared = [.. weights.Select(w => new AttributeSpec(w.Name, new[]
        {
            new ArgumentSpec("Shape", new ListArgument(w.Shape.Select(d => (Argument)new NumberArgument(d)).ToArray())),
        }))];
        string parameters = string.Join(", ", [
            .. values.Select(v => $"FloatTensor {v}"),
            .. weights.Select(w => $"[Weight({string.Join(", ", w.Shape)})] FloatTensor {w.Name}")]);
        string source = body.Source.StartsWith('(') && body.Source.EndsWith(')') && IsOne(body.Source) ? body.Source[1..^1] : body.Source;
        return new ImportedFunction(
            new FunctionSpec(name, values.ToArray(), body.Notation, null) { IsOfTensors = true, Weights = declared },
            $"static FloatTensor {name}({parameters}) => {source};");
    }

    /// <summary>Whether the first parenthesis is closed by the last.</summary>
    private static bool IsOne(string text)
    {
        int depth = 0;
        return text.Select((c, i) => (c, i)).First(p => (depth += p.c switch { '(' => 1, ')' => -1, _ => 0 }) == 0).i == text.Length - 1;
    }
}
