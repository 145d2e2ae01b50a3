using System.Globalization;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// What a kernel of rows reads and writes: x0 the first memory it reads, y0 the first it writes, key0 the first random stream.
/// </summary>
internal sealed class RowOperands
{
    private readonly IReadOnlyList<Buffer> _reads;
    private readonly IReadOnlyList<Buffer> _writes;
    private readonly RandomNode[] _random;
    private readonly Dictionary<Buffer, string> _names = [];

    public RowOperands(RowsLaunch launch, IReadOnlyList<RowValue> values)
    {
        _writes = launch.Writes;
        _reads = launch.Reads;
        _random = [.. values.SelectMany(v => v.Used.Select(i => v.Operands[i].Random)).OfType<RandomNode>()
            .GroupBy(r => r.Stream).Select(g => g.First())];
        foreach (RowValue value in values)
        {
            _names.Add(value.Result.Target.Place, $"{(value.Kind is null ? "value" : "sum")}{Text(_names.Count)}");
        }
    }

    public IEnumerable<Buffer> Buffers => _reads.Concat(_writes);

    public IEnumerable<KernelOperand> All =>
    [
        .. _reads.Select((b, i) => new KernelOperand($"x{Text(i)}", Type: b.Type)),
        .. _writes.Select((_, i) => new KernelOperand($"y{Text(i)}")),
    ];

    public IEnumerable<RandomKey> Keys => _random.Select((r, i) => new RandomKey($"key{Text(i)}", r.Stream));

    /// <summary>The variable of a value.</summary>
    public string Name(RowValue value) => _names[value.Result.Target.Place];

    public string Key(RandomNode random) => $"key{Text(Array.FindIndex(_random, r => r.Stream == random.Stream))}";

    public string Read(Buffer buffer) => $"x{Text(_reads.ToList().IndexOf(buffer))}";

    public string Written(Buffer buffer) => $"y{Text(_writes.ToList().FindIndex(b => b.Place == buffer.Place))}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
