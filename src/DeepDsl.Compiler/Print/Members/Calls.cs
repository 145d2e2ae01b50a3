using System.Globalization;

namespace DeepDsl.Compiler.Print.Members;

/// <summary>Statements that several members begin with, and the dimensions that a call says.</summary>
internal static class Calls
{
    private const string Values = "global::DeepDsl.CompilerServices.SymbolValues";

    /// <summary>How many samples the first input holds; the others are held to it by the runtime.</summary>
    public static string Batch(ModelBorder border) =>
        $"base.BatchOf(0, {border.Inputs[0].Parameter}.Length{(border.Symbols.Count > 0 ? ", symbols" : "")})";

    /// <summary>The arguments of a call that begins on a batch, or on one sample.</summary>
    public static string Begin(ModelBorder border, string batch) => border.Symbols.Count > 0 ? $"({batch}, symbols)" : $"({batch})";

    /// <summary>Declares the dimensions that a batch is given with; nothing where all are constant.</summary>
    public static IEnumerable<string> Symbols(ModelBorder border) => border.Symbols.Count == 0 ? [] :
        [$"{Values} symbols = new {Values}({string.Join(", ", border.Symbols.Select(s => $"{s.Name}: {s.Parameter}"))});"];

    /// <summary>The same for one sample, whose lengths tell them.</summary>
    public static IEnumerable<string> SymbolsOfSample(ModelBorder border) => border.Symbols.Count == 0 ? [] :
        [$"{Values} symbols = base.SymbolsOf({string.Join(", ", border.Inputs.Select(i => i.Parameter + ".Length"))});"];

    /// <summary>The parameters by which a batch says its dimensions.</summary>
    public static IEnumerable<MethodParameter> Parameters(ModelBorder border) =>
        border.Symbols.Select(s => new MethodParameter("int", s.Parameter, s.Doc));

    /// <summary>Those that tensors tell by their axes, as arguments of another member.</summary>
    public static string FromTensors(ModelBorder border) => string.Concat(border.Symbols.Select(s => ", " + FromTensor(border, s)));

    /// <summary>Declares the dimensions that tensors tell.</summary>
    public static IEnumerable<string> SymbolsOfTensors(ModelBorder border) => border.Symbols.Count == 0 ? [] :
        [$"{Values} symbols = new {Values}({string.Join(", ", border.Symbols.Select(s => $"{s.Name}: {FromTensor(border, s)}"))});"];

    /// <summary>Passed on to another member.</summary>
    public static string PassedOn(ModelBorder border) => string.Concat(border.Symbols.Select(s => ", " + s.Parameter));

    public static IEnumerable<string> SetInputs(ModelBorder border) => border.Inputs.Select((input, i) => $"call.SetInput({i}, {input.Parameter});");

    /// <summary>The first axis of an input that is the dimension alone; of a broken model any.</summary>
    private static string FromTensor(ModelBorder border, BorderSymbol symbol)
    {
        foreach (BorderValue input in border.Inputs.Where(i => i.Shape is not null))
        {
            int axis = input.Shape!.ToList().FindIndex(d => d == Ir.Dim.Symbol(symbol.Name));
            if (axis >= 0)
            {
                return $"(int){input.Parameter}.Lengths[{(axis + 1).ToString(CultureInfo.InvariantCulture)}]";
            }
        }

        return "0";
    }
}
