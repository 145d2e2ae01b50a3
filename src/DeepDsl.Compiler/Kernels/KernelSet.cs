using System.Globalization;

namespace DeepDsl.Compiler.Kernels;

/// <summary>The kernels of a file, each once, whichever layers use it.</summary>
internal sealed class KernelSet
{
    private readonly Dictionary<Kernel, string> _names = [];
    private readonly Dictionary<string, int> _uses = [];
    private readonly List<(string Name, Kernel Kernel)> _all = [];

    /// <summary>In the order in which they were first asked for.</summary>
    public IReadOnlyList<(string Name, Kernel Kernel)> All => _all;

    /// <summary>The register tiles that they call, each once.</summary>
    public IReadOnlyCollection<Tile> Tiles => [.. _all.SelectMany(k => k.Kernel.Body.Tiles()).Distinct()];

    /// <summary>The kernel's name in the file: its own, and a number where another kernel has that already.</summary>
    public string Of(Kernel kernel)
    {
        if (_names.TryGetValue(kernel, out string known))
        {
            return known;
        }

        int uses = _uses[kernel.Name] = _uses.TryGetValue(kernel.Name, out int n) ? n + 1 : 1;
        string name = uses == 1 ? kernel.Name : $"{kernel.Name}_{uses.ToString(CultureInfo.InvariantCulture)}";
        _names.Add(kernel, name);
        _all.Add((name, kernel));
        return name;
    }
}
