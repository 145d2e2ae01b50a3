using System.Runtime.InteropServices;
using DeepDsl.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>A call on a GPU: copies to and from a frame's arena. What is read stays in host memory of the call's own.</summary>
internal sealed class GpuCall(GpuDevice device, NetworkDefinition definition, PlanDefinition plan, GpuFrame frame, GpuPrograms programs)
    : BackendCall
{
    private readonly Dictionary<long, StagedUpload> _uploads = [];
    private readonly Dictionary<long, HostBuffer> _host = [];
    private readonly HostBuffer _loss = new(device);

    public GpuFrame Frame => frame;

    /// <summary>The loss of the data that the last loss program gave.</summary>
    public ArrayView<float> LossView => frame.Fixed(plan.Loss, 1);

    public ArrayView<float> OutputView(int output) => frame.Arena(plan.Outputs[output], definition.Outputs[output].Length);

    /// <summary>Whether the samples of this batch have weights of their own.</summary>
    public bool HasSampleWeights { get; private set; }

    /// <exception cref="InsufficientMemoryException">The device has no room for such a batch.</exception>
    public override void Begin(int batch)
    {
        lock (device.Gate)
        {
            try
            {
                frame.Begin(batch);
            }
            catch (InsufficientMemoryException e)
            {
                throw NoRoom(batch, e);
            }

            HasSampleWeights = false;
        }
    }

    public override void SetInput(int input, ReadOnlySpan<float> values) => Set(plan.Inputs[input], values);

    public override void SetInput(int input, ReadOnlySpan<int> values) => Set(plan.Inputs[input], MemoryMarshal.Cast<int, float>(values));

    public override void SetTarget(int loss, ReadOnlySpan<float> values) => Set(plan.Targets[loss], values);

    public override void SetTarget(int loss, ReadOnlySpan<int> values) => Set(plan.Targets[loss], MemoryMarshal.Cast<int, float>(values));

    public override void SetSampleWeights(ReadOnlySpan<float> weights)
    {
        if (weights.IsEmpty)
        {
            lock (device.Gate)
            {
                FillSampleWeights();
            }

            return;
        }

        HasSampleWeights = true;
        Set(plan.SampleWeights, weights);
    }

    /// <summary>Ones, where <see cref="HasSampleWeights"/> is false; other values have been in their place since the last batch.</summary>
    public void FillSampleWeights() => device.Ops.Fill(frame.Arena(plan.SampleWeights, 1), 1);

    public override void SetOutputGradient(int output, ReadOnlySpan<float> values) => Set(plan.OutputGradients[output], values);

    public override void Run(ProgramKind program, uint randomStep)
    {
        lock (device.Gate)
        {
            try
            {
                frame.Execute(programs[program]!, randomStep);
            }
            catch (AcceleratorException e)
            {
                throw DeviceFailure.InRunning(device, definition, e);
            }
        }
    }

    public override ReadOnlySpan<float> Output(int output) => Get(plan.Outputs[output], definition.Outputs[output]);

    public override ReadOnlySpan<float> Probabilities(int output) => Get(plan.Probabilities[output], definition.Outputs[output]);

    public override ReadOnlySpan<float> InputGradient(int input) => Get(plan.InputGradients[input], definition.Inputs[input]);

    public override float Loss()
    {
        lock (device.Gate)
        {
            _loss.Grow(1);
            return _loss.Download(LossView)[0];
        }
    }

    private void Set(long address, ReadOnlySpan<float> values)
    {
        lock (device.Gate)
        {
            if (!_uploads.TryGetValue(address, out var upload))
            {
                _uploads[address] = upload = new(device);
            }

            try
            {
                upload.Write(values, frame.ArenaBuffer.View.SubView(address * frame.N, values.Length));
            }
            catch (InsufficientMemoryException e)
            {
                throw NoRoom(frame.N, e);
            }
        }
    }

    /// <summary>Gives back what the call has, so that a smaller batch may begin, and says how large that may be.</summary>
    private InsufficientMemoryException NoRoom(int batch, InsufficientMemoryException cause)
    {
        device.Synchronize();
        frame.ArenaBuffer.Dispose();
        foreach (var upload in _uploads.Values)
        {
            upload.Dispose();
        }

        _uploads.Clear();
        long given = 1 + definition.Inputs.Sum(i => i.Length) + definition.Losses.Sum(l => Math.Max(l.TargetLength, l.IntTargetLength));
        long perSample = sizeof(float) * (plan.PerSample + (StagedUpload.Places * given));
        long free = device.FreeBytes;
        string advice = free >= perSample ? $"pass at most {free / perSample} samples at a time." : "not even one sample fits; use Device.Cpu().";
        return new(
            $"{definition.Name} needs {GpuDevice.Size(perSample * batch)} on {device.Name} for a batch of {batch}, where "
            + $"{GpuDevice.Size(free)} are free; {advice}", cause);
    }

    private ReadOnlySpan<float> Get(long address, ValueDefinition value)
    {
        lock (device.Gate)
        {
            if (!_host.TryGetValue(address, out var host))
            {
                _host[address] = host = new(device);
            }

            host.Grow(value.Length * frame.N);
            return host.Download(frame.Arena(address, value.Length));
        }
    }
}
