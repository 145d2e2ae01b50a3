using DeepDsl.CompilerServices;
using DeepDsl.Gpu.Kernels;

namespace DeepDsl.Gpu;

/// <summary>What kernels must know of a model's parameters.</summary>
internal sealed class ParameterTables : IDisposable
{
    /// <summary>Floats that one group adds up: enough to be worth a group, few enough that a large parameter fills the card.</summary>
    private const int SegmentFloats = 4096;

    private readonly NetworkDefinition _definition;
    private readonly Treatment[] _treatments;
    private readonly List<ParameterTreatment> _kinds = [];
    private ParameterTreatment[] _written = [];

    public ParameterTables(GpuDevice device, NetworkDefinition definition)
    {
        _definition = definition;
        var parameters = definition.Parameters;
        _treatments = new Treatment[parameters.Length];
        var blocks = new int[GpuOps.DivideUp((int)definition.WeightFloats, UpdateKernels.Block)];
        var ranges = new SegmentRange[parameters.Length];
        List<Segment> segments = [];
        for (int p = 0; p < parameters.Length; p++)
        {
            int start = (int)parameters[p].Offset;
            int length = parameters[p].Length;
            blocks.AsSpan(start / UpdateKernels.Block, GpuOps.DivideUp(length, UpdateKernels.Block)).Fill(p);
            ranges[p] = new(segments.Count, GpuOps.DivideUp(length, SegmentFloats));
            for (int at = 0; at < length; at += SegmentFloats)
            {
                segments.Add(new(start + at, Math.Min(SegmentFloats, length - at), p));
            }
        }

        SegmentCount = segments.Count;
        ParameterOfBlock = new(device, blocks);
        Segments = new(device, segments.ToArray());
        Ranges = new(device, ranges);
        Penalties = new(device, [.. parameters.Select(p => new Penalty(p.L1, p.L2, p.Trainable ? 1 : 0))]);
        Treatments = new(device, _treatments);
    }

    public int SegmentCount { get; }
    public DeviceTable<int> ParameterOfBlock { get; }
    public DeviceTable<Segment> Segments { get; }
    public DeviceTable<SegmentRange> Ranges { get; }
    public DeviceTable<Penalty> Penalties { get; }
    public DeviceTable<Treatment> Treatments { get; }

    /// <summary>Parameters by their factors on the numbers of a step; the first of these are ones.</summary>
    public IReadOnlyList<ParameterTreatment> Kinds => _kinds;

    /// <summary>Brings the treatments to the device where they have changed; a change makes a new array.</summary>
    public void Set(ParameterTreatment[] treatments)
    {
        if (ReferenceEquals(treatments, _written))
        {
            return;
        }

        _kinds.Clear();
        _kinds.Add(new(true, true));
        for (int p = 0; p < treatments.Length; p++)
        {
            bool moves = treatments[p].Moves && _definition.Parameters[p].Trainable;
            _treatments[p] = new(moves ? 1 : 0, treatments[p].Decays ? 1 : 0, KindOf(treatments[p]));
        }

        Treatments.Write(_treatments);
        _written = treatments;
    }

    private int KindOf(ParameterTreatment treatment)
    {
        int kind = _kinds.FindIndex(k => k.Rate == treatment.Rate && k.Decay == treatment.Decay);
        if (kind < 0)
        {
            kind = _kinds.Count;
            _kinds.Add(treatment);
        }

        return kind;
    }

    public void Dispose()
    {
        ParameterOfBlock.Dispose();
        Segments.Dispose();
        Ranges.Dispose();
        Penalties.Dispose();
        Treatments.Dispose();
    }
}
