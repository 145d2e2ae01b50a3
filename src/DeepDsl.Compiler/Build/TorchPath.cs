using System.Globalization;

namespace DeepDsl.Compiler.Build;

/// <summary>Where the layers of a model or block lie in PyTorch's layout of a file of weights.</summary>
/// <param name="Named">The TorchNames of the blocks around, each with a dot behind it.</param>
/// <param name="Rest">The names here of those blocks, since the last that has a TorchName.</param>
internal sealed record TorchPath(string Named, string Rest)
{
    /// <summary>The path of a layer. Without a TorchName it has its name here, and those of the blocks around it.</summary>
    public string Of(string name, string torchName) => torchName.Length > 0 ? Named + torchName : Named + Rest + name;

    /// <summary>That of the layers in a block: one without a TorchName adds nothing to the names of those that have one.</summary>
    public TorchPath Inside(string name, string torchName) =>
        torchName.Length > 0 ? new(Named + torchName + ".", "") : this with { Rest = Rest + name + "." };

    /// <summary>The TorchName of one repetition of a block: the number at its end counts on, from 0 where there is none.</summary>
    public static string Repeated(string torchName, int index, int repeat)
    {
        if (torchName.Length == 0 || repeat == 1)
        {
            return torchName;
        }

        string stem = torchName.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return stem.Length == torchName.Length
            ? $"{torchName}.{index}"
            : long.TryParse(torchName.Substring(stem.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long first)
                ? stem + (first + index).ToString(CultureInfo.InvariantCulture)
                : $"{torchName}{index}";
    }
}
