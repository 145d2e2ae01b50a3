using DeepDsl.CompilerServices;

namespace DeepDsl.Optimizers;

/// <summary>A piece of a parameter in the flat buffers: whole registers, the zeros behind the parameter's end included.</summary>
internal readonly record struct WeightSegment(int Parameter, int Start, int Length);

/// <summary>
/// The flat buffers cut for parallel passes. The cuts depend on the model alone, so sums over them do not depend on the threads.
/// </summary>
internal sealed class WeightSegments
{
    private const int SegmentFloats = 8192;
    private const int RegisterFloats = 16;

    /// <summary>Fewer floats than this are not worth waking a thread.</summary>
    private const int SerialFloats = 16384;

    public WeightSegments(NetworkDefinition definition, Func<ParameterDefinition, bool> takes)
    {
        List<WeightSegment> all = [];
        for (int p = 0; p < definition.Parameters.Length; p++)
        {
            ParameterDefinition parameter = definition.Parameters[p];
            int end = (parameter.Length + RegisterFloats - 1) / RegisterFloats * RegisterFloats;
            for (int start = 0; start < end && takes(parameter); start += SegmentFloats)
            {
                all.Add(new(p, (int)parameter.Offset + start, Math.Min(SegmentFloats, end - start)));
            }
        }

        All = [.. all];
        Grain = all.Sum(s => (long)s.Length) < SerialFloats ? All.Length : 1;
    }

    public WeightSegment[] All { get; }

    public int Grain { get; }
}
