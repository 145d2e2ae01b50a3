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
        + $"{lengths.PaddingToken?.ToString(CultureInfo.InvariantCulture) ?? "null"}){Changes(lengths)}";

    private static string Changes(StepLengths lengths) => lengths.Changes.Count == 0 ? ""
        : $" {{ Changes = new StepChange[] {{ {string.Join(", ", lengths.Changes.Select(c => $"new StepChange({c.Spread}, {c.Room}, {c.Stride})"))} }} }}";

    /// <summary>What stands behind the definition of a dimension that a batch may be cut along; nothing for others.</summary>
    public static string Padded(ModelPrograms model, string symbol) =>
        FindPaddedExtents.Run(model.Inference, model.Losses, symbol) is { Count: > 0 } padded
            ? $" {{ Padded = new LengthsDefinition[] {{ {string.Join(", ", padded.Select(l => Of(l, model.Inference)))} }} }}" : "";
}
