using System.Runtime.InteropServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Execution;

/// <summary>A call on the CPU: copies in and out of a frame's arena.</summary>
internal sealed class CpuCall : BackendCall
{
    private readonly NetworkDefinition _definition;
    private readonly PlanDefinition _plan;
    private readonly CpuFrame _frame;
    private readonly NetworkProgram?[] _programs;

    public CpuCall(NetworkDefinition definition, PlanDefinition plan, CpuFrame frame, NetworkProgram?[] programs)
    {
        _definition = definition;
        _plan = plan;
        _frame = frame;
        _programs = programs;
    }

    public override void Begin(int batch, in SymbolValues symbols)
    {
        CallChecks.Memory(_definition, batch, _plan.PerSample.At(symbols), AlignedBuffer.MostFloats);
        _frame.Begin(batch, symbols);
    }

    public override void SetInput(int input, ReadOnlySpan<float> values) => Set(_plan.Inputs[input], values);

    public override void SetInput(int input, ReadOnlySpan<int> values) => Set(_plan.Inputs[input], MemoryMarshal.Cast<int, float>(values));

    public override Span<float> FillInput(int input) =>
        _frame.ArenaSpan(_plan.Inputs[input], _definition.Inputs[input].LengthAt(_frame.Symbols) * _frame.N);

    public override void SetTarget(int loss, ReadOnlySpan<float> values) => Set(_plan.Targets[loss], values);

    public override void SetTarget(int loss, ReadOnlySpan<int> values) => Set(_plan.Targets[loss], MemoryMarshal.Cast<int, float>(values));

    public override void SetSampleWeights(ReadOnlySpan<float> weights)
    {
        if (weights.IsEmpty)
        {
            _frame.ArenaSpan(_plan.SampleWeights, _frame.N).Fill(1);
        }
        else
        {
            Set(_plan.SampleWeights, weights);
        }
    }

    public override void SetDrawn(int loss, ReadOnlySpan<int> classes) =>
        MemoryMarshal.Cast<int, float>(classes).CopyTo(_frame.FixedSpan(_plan.Drawn[loss], classes.Length));

    public override void SetOutputGradient(int output, ReadOnlySpan<float> values) => Set(_plan.OutputGradients[output], values);

    public override void Run(ProgramKind program, uint randomStep) => _frame.Execute(_programs[(int)program]!, randomStep);

    public override void ClearKept() => _frame.Kept.Clear();

    public override void CopyKept(BackendCall other) => ((CpuCall)other)._frame.Kept.CopyTo(_frame.Kept);

    public override ReadOnlySpan<float> Output(int output) => Get(_plan.Outputs[output], _definition.Outputs[output]);

    public override ReadOnlySpan<float> Probabilities(int output) => Get(_plan.Probabilities[output], _definition.Outputs[output]);

    public override ReadOnlySpan<float> InputGradient(int input) => Get(_plan.InputGradients[input], _definition.Inputs[input]);

    public override float Loss() => _frame.FixedSpan(_plan.Loss, 1)[0];

    private void Set(in Size address, ReadOnlySpan<float> values) => values.CopyTo(_frame.ArenaSpan(address, values.Length));

    private ReadOnlySpan<float> Get(in Size address, ValueDefinition value) => _frame.ArenaSpan(address, value.LengthAt(_frame.Symbols) * _frame.N);
}
