using DeepDsl.CompilerServices;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>Whole training steps of a model on a GPU: launches after launches, of which none waits.</summary>
internal sealed class GpuTrainingQueue(
    GpuDevice device, NetworkDefinition definition, GpuPrograms programs, GpuBuffers buffers, GpuOptimizer optimizer)
    : TrainingQueue
{
    private readonly StepRecord _record = new(device, definition, buffers);
    private readonly HostBuffer _loss = new(device);

    public override void Run(BackendCall call, ProgramKind loss, uint randomStep, in OptimizerStep step, bool record)
    {
        var gpu = (GpuCall)call;
        lock (device.Gate)
        {
            try
            {
                optimizer.Prepare(step);
                gpu.Frame.SetRandomStep(randomStep);
                Launch(gpu, loss, step, record);
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

    public override int StartRecord(int batch, ReadOnlySpan<int> outputs)
    {
        lock (device.Gate)
        {
            return _record.Start(batch, outputs);
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

    public override ReadOnlySpan<float> RecordedOutput(int step, int output, int batch) => _record.Output(step, output, batch);

    private void Launch(GpuCall call, ProgramKind loss, in OptimizerStep step, bool record)
    {
        call.Frame.Execute(programs.Forward!);
        if (!call.HasSampleWeights)
        {
            call.FillSampleWeights();
        }

        call.Frame.Execute(programs[loss]!);
        optimizer.FindPenalty();
        if (record)
        {
            _record.Launch(call, optimizer);
        }

        call.Frame.Execute(programs.Backward!);
        optimizer.AddPenaltyGradients();
        optimizer.Update(step);
    }
}
