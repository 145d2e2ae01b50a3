using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Programs;

/// <summary>
/// What of the backward program can be left out at run time. Each of its items leads to the gradients of some parameters; the last of them
/// decides, since models are frozen from the input on. So one program serves every number of frozen layers.
/// </summary>
internal sealed class GradientReach
{
    private readonly Dictionary<ProgramItem, int> _last = [];
    private readonly int _mostTrained;

    public GradientReach(ProgramUnit training, IReadOnlyList<Placed<ParameterInfo>> parameters)
    {
        Dictionary<Dim, int> numbers = [];
        for (int i = 0; i < parameters.Count; i++)
        {
            numbers[parameters[i].Buffer.Offset] = i;
            _mostTrained = parameters[i].Info.Trainable ? i : _mostTrained;
        }

        Dictionary<Buffer, int> readers = [];
        foreach (ProgramItem item in training.Find("Backward")?.Items.Reverse() ?? [])
        {
            // What lies in a gradient may be read again, where two gradients are equal.
            int last = item.Writes.Max(b => Math.Max(LastOf(readers, b), b.Space == Space.Gradients ? numbers[b.Place.Offset] : -1));
            _last.Add(item, last);
            foreach (Buffer read in item.Reads)
            {
                readers[read.Place] = Math.Max(last, LastOf(readers, read));
            }
        }
    }

    /// <summary>When the item runs, as C# over the frame <c>f</c>; null where it always does.</summary>
    public string? Condition(ProgramItem item) => _last.TryGetValue(item, out int last) && last >= 0 && last < _mostTrained
        ? $"f.Trains(upTo: {last.ToString(CultureInfo.InvariantCulture)})" : null;

    private static int LastOf(Dictionary<Buffer, int> readers, Buffer buffer) =>
        readers.TryGetValue(buffer.Place, out int last) ? last : -1;
}
