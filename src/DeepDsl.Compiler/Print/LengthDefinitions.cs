using System.Globalization;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Print;

/// <summary>How long padded sequences are, as the runtime's definitions.</summary>
internal static class LengthDefinitions
{
    public static string Of(StepLengths lengths, ModelGraph model) =>
        $"new LengthsDefinition({model.InputOf(lengths)}, {SizePrinter.Text(lengths.Steps)}, "
        + $"{lengths.PaddingToken?.ToString(CultureInfo.InvariantCulture) ?? "null"}){Windows(lengths)}";

    private static string Windows(StepLengths lengths) => lengths.Windows.Count == 0 ? ""
        : $" {{ Windows = new StepWindow[] {{ {string.Join(", ", lengths.Windows.Select(w => $"new StepWindow({w.Extent}, {w.Stride}, {w.Before + w.After})"))} }} }}";

    /// <summary>What stands behind the definition of a dimension that a batch may be cut along; nothing for others.</summary>
    public static string Padded(ModelPrograms model, string symbol) =>
        FindPaddedExtents.Run(model.Inference, model.Losses, symbol) is { Count: > 0 } padded
            ? $" {{ Padded = new LengthsDefinition[] {{ {string.Join(", ", padded.Select(l => Of(l, model.Inference)))} }} }}" : "";
}
