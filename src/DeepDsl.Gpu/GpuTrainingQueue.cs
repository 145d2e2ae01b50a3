using DeepDsl.CompilerServices;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>Whole training steps of a model on a GPU: launches after launches, of which none waits.</summary>
internal sealed class GpuTrainingQueue(
    GpuDevice device, NetworkDefinition definition, GpuPrograms programs, GpuBuffers buffers, GpuOptimizer optimizer, GpuConstraints constraints)
    : TrainingQueue
{
    private readonly StepRecord _record = new(device, definition, buffers);
    private readonly StepReplays _replays = new(device);
    private readonly HostBuffer _loss = new(device);

    public override void Run(BackendCall call, ProgramKind loss, uint randomStep, in OptimizerStep step, bool record)
    {
        var gpu = (GpuCall)call;
        lock (device.Gate)
        {
            try
            {
                gpu.Send();
                optimizer.Prepare(step);
                constraints.Prepare(step);
                gpu.Frame.SetRandomStep(randomStep);
                buffers.MakeCurrent();
                StepForm form = new(gpu.Frame.N, gpu.Frame.Symbols, loss, gpu.HasSampleWeights, record, buffers.FirstTrained, new(step));
                int version = gpu.Frame.Version + buffers.Version + _record.Version + device.Parts.Version + device.Orders.Version
                    + constraints.Version;
                switch (_replays.Find(form, gpu.Frame, version, out var replay))
                {
                    case StepReplays.Way.Replay:
                        Replay(replay!);
                        break;
                    case StepReplays.Way.Record:
                        Record(form, gpu, step);
                        break;
                    default:
                        Launch(form, gpu, step);
                        break;
                }
            }
            catch (AcceleratorException e)
            {
                throw DeviceFailure.InRunning(device, definition, e);
            }

            if (record)
            {
                _record.Count();
            }
        }
    }

    public override float Loss(BackendCall call)
    {
        lock (device.Gate)
        {
            try
            {
                _loss.Grow(1);
                float loss = _loss.Download(((GpuCall)call).LossView)[0];
                return optimizer.HasPenalty ? loss + _loss.Download(optimizer.Penalty)[0] : loss;
            }
            catch (AcceleratorException e)
            {
                throw DeviceFailure.InRunning(device, definition, e);
            }
        }
    }

    public override int StartRecord(int batch, in SymbolValues symbols, ReadOnlySpan<int> outputs)
    {
        lock (device.Gate)
        {
            return _record.Start(batch, symbols, outputs);
        }
    }

    public override void ReadRecord()
    {
        lock (device.Gate)
        {
            try
            {
                _record.Read();
            }
            catch (AcceleratorException e)
            {
                throw DeviceFailure.InRunning(device, definition, e);
            }
        }
    }

    public override float RecordedLoss(int step) => _record.Loss(step);

    public override ReadOnlySpan<float> RecordedOutput(int step, int output, int batch, scoped in SymbolValues symbols) =>
        _record.Output(step, output, batch, symbols);

    private void Replay(IReplay replay)
    {
        device.Counters.Replays++;
        replay.Launch(device.Stream);
    }

    private void Record(in StepForm form, GpuCall call, in OptimizerStep step)
    {
        IReplay replay;
        try
        {
            replay = Recorded(form, call, step);
        }
        catch (Exception e) when (GpuDevice.IsOfDriver(e))
        {
            // Nothing of it was made.
            device.GiveUpReplays(e);
            Launch(form, call, step);
            return;
        }

        _replays.Keep(form, replay);
        Replay(replay);
    }

    private IReplay Recorded(in StepForm form, GpuCall call, in OptimizerStep step)
    {
        device.Recorder!.Begin(device.Stream);
        try
        {
            Launch(form, call, step);
        }
        catch
        {
            device.Recorder.Abandon(device.Stream);
            throw;
        }

        return device.Recorder.End(device.Stream);
    }

    private void Launch(in StepForm form, GpuCall call, in OptimizerStep step)
    {
        programs.Forward!(call.Frame);
        if (!form.HasSampleWeights)
        {
            call.FillSampleWeights();
        }

        programs[form.Loss]!(call.Frame);
        optimizer.FindPenalty();
        if (form.Records)
        {
            _record.Launch(call, optimizer);
        }

        programs.Backward!(call.Frame);
        optimizer.AddPenaltyGradients();
        optimizer.Update(step);
        constraints.Run(step, call.Frame);
    }
}
