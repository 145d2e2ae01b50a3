using System.Runtime.InteropServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu;

/// <summary>A call on a GPU: copies to and from a frame's arena. What is read stays in host memory of the call's own.</summary>
internal sealed class GpuCall(GpuDevice device, NetworkDefinition definition, PlanDefinition plan, GpuFrame frame, GpuPrograms programs)
    : BackendCall
{
    private readonly float[] _loss = new float[1];
    private readonly Dictionary<long, float[]> _host = [];
    private float[] _ones = [];

    public override void Begin(int batch)
    {
        lock (device.Gate)
        {
            frame.Begin(batch);
        }
    }

    public override void SetInput(int input, ReadOnlySpan<float> values) => Set(plan.Inputs[input], values);

    public override void SetInput(int input, ReadOnlySpan<int> values) => Set(plan.Inputs[input], MemoryMarshal.Cast<int, float>(values));

    public override void SetTarget(int loss, ReadOnlySpan<float> values) => Set(plan.Targets[loss], values);

    public override void SetTarget(int loss, ReadOnlySpan<int> values) => Set(plan.Targets[loss], MemoryMarshal.Cast<int, float>(values));

    public override void SetSampleWeights(ReadOnlySpan<float> weights)
    {
        if (!weights.IsEmpty)
        {
            Set(plan.SampleWeights, weights);
            return;
        }

        if (_ones.Length < frame.N)
        {
            _ones = new float[frame.N];
            Array.Fill(_ones, 1);
        }

        Set(plan.SampleWeights, _ones.AsSpan(0, frame.N));
    }

    public override void SetOutputGradient(int output, ReadOnlySpan<float> values) => Set(plan.OutputGradients[output], values);

    public override void Run(ProgramKind program, uint randomStep)
    {
        lock (device.Gate)
        {
            frame.Execute(programs[program]!, randomStep);
        }
    }

    public override ReadOnlySpan<float> Output(int output) => Get(plan.Outputs[output], definition.Outputs[output]);

    public override ReadOnlySpan<float> Probabilities(int output) => Get(plan.Probabilities[output], definition.Outputs[output]);

    public override ReadOnlySpan<float> InputGradient(int input) => Get(plan.InputGradients[input], definition.Inputs[input]);

    public override float Loss()
    {
        lock (device.Gate)
        {
            frame.FixedBuffer.Read(_loss, plan.Loss);
        }

        return _loss[0];
    }

    private void Set(long address, ReadOnlySpan<float> values)
    {
        lock (device.Gate)
        {
            frame.ArenaBuffer.Write(values, address * frame.N);
        }
    }

    private ReadOnlySpan<float> Get(long address, ValueDefinition value)
    {
        int length = value.Length * frame.N;
        if (!_host.TryGetValue(address, out var host) || host.Length < length)
        {
            _host[address] = host = new float[length];
        }

        var target = host.AsSpan(0, length);
        lock (device.Gate)
        {
            frame.ArenaBuffer.Read(target, address * frame.N);
        }

        return target;
    }
}
