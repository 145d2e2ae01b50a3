using System.Globalization;

namespace DeepDsl.Compiler.Emit;

/// <summary>The kernels of a file, each text once, whichever layers use it: a kernel is named by its stem and a number.</summary>
internal sealed class KernelNames<T>
{
    private readonly Dictionary<string, (string Name, T Kernel)> _byText = [];
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>In the order in which they were first asked for.</summary>
    public IEnumerable<(string Name, T Kernel)> All => _byText.Values;

    /// <param name="stem">What the kernel does.</param>
    /// <param name="text">All that makes it differ from others of the stem.</param>
    /// <param name="kernel">To be emitted under the name, if it is the first of its text.</param>
    public string Of(string stem, string text, T kernel)
    {
        string key = $"{stem}\n{text}";
        if (_byText.TryGetValue(key, out (string Name, T) known))
        {
            return known.Name;
        }

        _counts[stem] = _counts.TryGetValue(stem, out int count) ? count + 1 : 1;
        string name = stem + _counts[stem].ToString(CultureInfo.InvariantCulture);
        _byText.Add(key, (name, kernel));
        return name;
    }
}
