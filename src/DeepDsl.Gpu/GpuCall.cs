using System.Runtime.InteropServices;
using DeepDsl.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>A call on a GPU: copies to and from a frame's arena. What is read stays in host memory of the call's own.</summary>
internal sealed class GpuCall : BackendCall
{
    private readonly GpuDevice _device;
    private readonly NetworkDefinition _definition;
    private readonly PlanDefinition _plan;
    private readonly GpuPrograms _programs;
    private readonly StagedBatch _given;
    private readonly StagedBatch? _drawn;
    private readonly Dictionary<(Result Kind, int Number), HostBuffer> _host = [];
    private readonly HostBuffer _loss;
    private StagedBatch? _gradients;

    public GpuCall(GpuDevice device, NetworkDefinition definition, PlanDefinition plan, GpuFrame frame, GpuPrograms programs)
    {
        _device = device;
        _definition = definition;
        _plan = plan;
        _programs = programs;
        Frame = frame;
        _loss = new(device);
        // In this order, by which parts are numbered below.
        _given = new(device, [
            .. definition.Inputs.Select((value, i) => (Length(value), plan.Inputs[i])),
            .. plan.Targets.Select((address, l) => (TargetLength(definition.Losses[l]), address)),
            .. plan.SampleWeights.At(default) < 0 ? [] : new[] { ((Func<SymbolValues, int>)(static _ => 1), plan.SampleWeights) }],
            static frame => frame.ArenaBuffer);

        // Of the whole batch, which is one sample then.
        _drawn = plan.Drawn.Length == 0 ? null : new(
            device, plan.Drawn.Select((address, l) => ((Func<SymbolValues, int>)(_ => definition.Losses[l].Sampling?.Count ?? 0), address)),
            static frame => frame.FixedBuffer);
    }

    public GpuFrame Frame { get; }

    /// <summary>The loss of the data that the last loss program gave.</summary>
    public ArrayView<float> LossView => Frame.Fixed(_plan.Loss, 1);

    /// <summary>Whether the samples of this batch have weights of their own.</summary>
    public bool HasSampleWeights { get; private set; }

    public ArrayView<float> OutputView(int output) => Frame.Arena(_plan.Outputs[output], _definition.Outputs[output].LengthAt(Frame.Symbols));

    /// <exception cref="InsufficientMemoryException">The device has no room for such a batch.</exception>
    public override void Begin(int batch, in SymbolValues symbols)
    {
        lock (_device.Gate)
        {
            try
            {
                Frame.Begin(batch, symbols);
                _given.Begin(batch, symbols);
                _drawn?.Begin(1, symbols);
                _gradients?.Begin(batch, symbols);
            }
            catch (InsufficientMemoryException e)
            {
                throw NoRoom(batch, symbols, e);
            }

            HasSampleWeights = false;
        }
    }

    public override void SetInput(int input, ReadOnlySpan<float> values) => Give(input, values);

    public override void SetInput(int input, ReadOnlySpan<int> values) => Give(input, MemoryMarshal.Cast<int, float>(values));

    public override Span<float> FillInput(int input)
    {
        lock (_device.Gate)
        {
            return _given.Fill(input);
        }
    }

    public override void SetInput(int input, HeldValues held, int width, ReadOnlySpan<int> rows)
    {
        lock (_device.Gate)
        {
            // Refuses more values than kernels count, before one counts them.
            _ = Frame.Arena(_plan.Inputs[input], _definition.Inputs[input].LengthAt(Frame.Symbols));
            _given.Take(input, ((GpuHeldValues)held).View, width, MemoryMarshal.Cast<int, float>(rows));
        }
    }

    public override void SetTarget(int loss, ReadOnlySpan<float> values) => Give(_plan.Inputs.Length + loss, values);

    public override void SetTarget(int loss, ReadOnlySpan<int> values) =>
        Give(_plan.Inputs.Length + loss, MemoryMarshal.Cast<int, float>(values));

    public override void SetSampleWeights(ReadOnlySpan<float> weights)
    {
        if (weights.IsEmpty)
        {
            lock (_device.Gate)
            {
                FillSampleWeights();
            }

            return;
        }

        HasSampleWeights = true;
        Give(_plan.Inputs.Length + _plan.Targets.Length, weights);
    }

    /// <summary>Ones, where <see cref="HasSampleWeights"/> is false; other values have been in their place since the last batch.</summary>
    public void FillSampleWeights() => _device.Ops.Fill(Frame.Arena(_plan.SampleWeights, 1), 1);

    public override void SetDrawn(int loss, ReadOnlySpan<int> classes)
    {
        lock (_device.Gate)
        {
            _drawn!.Give(loss, MemoryMarshal.Cast<int, float>(classes));
        }
    }

    public override void SetOutputGradient(int output, ReadOnlySpan<float> values)
    {
        lock (_device.Gate)
        {
            if (_gradients is null)
            {
                _gradients = new(_device, _definition.Outputs.Select((value, o) => (Length(value), _plan.OutputGradients[o])), static frame => frame.ArenaBuffer);
                _gradients.Begin(Frame.N, Frame.Symbols);
            }

            _gradients.Give(output, values);
        }
    }

    /// <summary>Asks for the copies of what was set, before a program reads it.</summary>
    public void Send()
    {
        _given.Send(Frame);
        _drawn?.Send(Frame);
        _gradients?.Send(Frame);
    }

    public override void Run(ProgramKind program, uint randomStep)
    {
        lock (_device.Gate)
        {
            try
            {
                Send();
                Frame.Execute(_programs[program]!, randomStep);
            }
            catch (AcceleratorException e)
            {
                throw DeviceFailure.InRunning(_device, _definition, e);
            }
        }
    }

    public override void ClearKept()
    {
        lock (_device.Gate)
        {
            _device.Ops.Fill(Kept, 0);
        }
    }

    public override void CopyKept(BackendCall other)
    {
        lock (_device.Gate)
        {
            _device.Ops.Copy(((GpuCall)other).Kept, Kept);
        }
    }

    public override ReadOnlySpan<float> Output(int output) => Get(Result.Output, output, _plan.Outputs, _definition.Outputs);

    public override ReadOnlySpan<float> Probabilities(int output) => Get(Result.Probabilities, output, _plan.Probabilities, _definition.Outputs);

    public override ReadOnlySpan<float> InputGradient(int input) => Get(Result.InputGradient, input, _plan.InputGradients, _definition.Inputs);

    public override float Loss()
    {
        lock (_device.Gate)
        {
            _loss.Grow(1);
            return _loss.Download(LossView)[0];
        }
    }

    private ArrayView<float> Kept => Frame.Arena(0, _plan.KeptPerSample.At(Frame.Symbols));

    private void Give(int part, ReadOnlySpan<float> values)
    {
        lock (_device.Gate)
        {
            _given.Give(part, values);
        }
    }

    /// <summary>What a caller reads, each into memory of its own.</summary>
    private enum Result
    {
        Output,
        Probabilities,
        InputGradient,
    }

    /// <summary>Gives back what the call has, so that a smaller batch may begin, and says how large that may be.</summary>
    private InsufficientMemoryException NoRoom(int batch, SymbolValues symbols, InsufficientMemoryException cause)
    {
        _device.Synchronize();
        Frame.ArenaBuffer.Dispose();
        _given.Dispose();
        _gradients?.Dispose();
        _gradients = null;
        long perSample = sizeof(float) * (_plan.PerSample.At(symbols) + (StagedBatch.Places * _given.PerSample));
        long free = _device.FreeBytes;
        string advice = free >= perSample ? $"pass at most {free / perSample} samples at a time." : "not even one sample fits; use Device.Cpu().";
        return new(
            $"{_definition.Name} needs {GpuDevice.Size(perSample * batch)} on {_device.Name} for a batch of {batch}, where "
            + $"{GpuDevice.Size(free)} are free; {advice}", cause);
    }

    private static Func<SymbolValues, int> Length(ValueDefinition value) => symbols => value.LengthAt(symbols);

    /// <summary>Float and int targets share one place, as large as the larger needs.</summary>
    private static Func<SymbolValues, int> TargetLength(LossDefinition loss) =>
        symbols => loss.LargestTargetAt(symbols);

    private ReadOnlySpan<float> Get(Result kind, int number, Size[] places, ValueDefinition[] values)
    {
        int length = values[number].LengthAt(Frame.Symbols);
        lock (_device.Gate)
        {
            if (!_host.TryGetValue((kind, number), out var host))
            {
                _host[(kind, number)] = host = new(_device);
            }

            host.Grow(length * Frame.N);
            return host.Download(Frame.Arena(places[number], length));
        }
    }
}
