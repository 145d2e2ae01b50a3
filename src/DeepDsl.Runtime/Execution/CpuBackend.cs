using System.Numerics.Tensors;
using DeepDsl.CompilerServices;

namespace DeepDsl.Execution;

/// <summary>A model on the CPU.</summary>
internal sealed class CpuBackend : NetworkBackend
{
    private readonly NetworkDefinition _definition;
    private readonly WorkerPool _pool;
    private readonly int _seed;
    private readonly SimdWidth _width;
    private readonly CpuBuffers _buffers;
    private readonly NetworkProgram?[] _programs;
    private readonly CpuOptimizer _optimizer;
    private readonly NetworkProgram?[] _constraints;
    private readonly CpuFrame _constrained;

    public CpuBackend(NetworkDefinition definition, WorkerPool pool, SimdWidth width, int seed)
    {
        _definition = definition;
        _pool = pool;
        _seed = seed;
        _width = width;
        _buffers = new(definition);
        _programs = Programs(definition, width);
        _optimizer = CpuOptimizer.Create(definition, _buffers, pool, width);
        _constraints = Array.ConvertAll(definition.Parameters, p => Select(p.Constraint, width));
        _constrained = new(_buffers, definition.TrainingPlan, pool, seed);
    }

    public override string Registers => SimdLevel.Arithmetic(_width, SimdLevel.HasMultiplyAdd);

    public override BackendCall CreateCall(bool training)
    {
        PlanDefinition plan = training ? _definition.TrainingPlan : _definition.InferencePlan;
        return new CpuCall(_definition, plan, new CpuFrame(_buffers, plan, _pool, _seed), _programs);
    }

    public override BackendCall CreateStepCall()
    {
        GenerationDefinition generation = _definition.Generation!;
        return new CpuCall(generation.Of(_definition), generation.Plan, new CpuFrame(_buffers, generation.Plan, _pool, _seed), _programs);
    }

    public override ReadOnlySpan<float> Read(NetworkBuffer buffer) => Edit(buffer);

    public override Span<float> Edit(NetworkBuffer buffer) => Buffer(buffer).Span;

    public override void Replace(ReadOnlySpan<float> weights, ReadOnlySpan<float> states) => _buffers.Replace(weights, states);

    public override int FirstTrained
    {
        set => _buffers.FirstTrained = value;
    }

    public override void SetConstant(long offset, float value) => _buffers.Constants.At(offset).Reference = value;

    public override void KeepGradients() => _buffers.Gradients.Span.CopyTo(_buffers.Kept.Span);

    public override void AddKeptGradients() =>
        TensorPrimitives.Add(_buffers.Gradients.Span, _buffers.Kept.Span, _buffers.Gradients.Span);

    public override void ScaleGradients(float factor) =>
        TensorPrimitives.Multiply(_buffers.Gradients.Span, factor, _buffers.Gradients.Span);

    public override float Penalty() => _optimizer.Penalty();

    public override void AddPenaltyGradients() => _optimizer.AddPenaltyGradients();

    public override void Update(in OptimizerStep step)
    {
        _optimizer.Update(step);
        for (int p = 0; p < _constraints.Length; p++)
        {
            if (_constraints[p] is { } constraint && step.Parameters[p].Moves)
            {
                _constrained.Execute(constraint, randomStep: 0);
            }
        }
    }

    public override void ResetOptimizer() => _buffers.DropSlots();

    public override long TrainingBytes(int batch, int slots)
    {
        PlanDefinition plan = _definition.TrainingPlan;
        SymbolValues symbols = _definition.Largest;
        return CpuBuffers.BytesOf(_definition, slots)
            + AlignedBuffer.BytesOf(plan.PerSample.At(symbols) * batch) + AlignedBuffer.BytesOf(plan.Fixed.At(symbols))
            + (_pool.Threads * AlignedBuffer.BytesOf(plan.ScratchPerWorker.At(symbols)));
    }

    public override void Synchronize()
    {
    }

    private AlignedBuffer Buffer(NetworkBuffer buffer) => buffer switch
    {
        NetworkBuffer.Weights => _buffers.Weights,
        NetworkBuffer.Gradients => _buffers.Gradients,
        NetworkBuffer.State => _buffers.State,
        NetworkBuffer.Slot0 => _buffers.Slot(0),
        _ => _buffers.Slot(1),
    };

    /// <summary>The programs at one register width, by <see cref="ProgramKind"/>.</summary>
    private static NetworkProgram?[] Programs(NetworkDefinition definition, SimdWidth width)
    {
        return Array.ConvertAll(Enum.GetValues<ProgramKind>(), kind => Select(Set(kind), width));

        ProgramSet? Set(ProgramKind kind) => kind switch
        {
            ProgramKind.Predict => definition.Predict,
            ProgramKind.Probabilities => definition.Probabilities,
            ProgramKind.EvaluationLossFloat => definition.EvaluationLoss[0],
            ProgramKind.EvaluationLossInt => definition.EvaluationLoss[1],
            ProgramKind.Forward => definition.Forward,
            ProgramKind.LossFloat => definition.Loss[0],
            ProgramKind.LossInt => definition.Loss[1],
            ProgramKind.BackwardInput => definition.BackwardInput,
            ProgramKind.Given => definition.Generation?.Given,
            ProgramKind.Step => definition.Generation?.Step,
            _ => definition.Backward,
        };
    }

    private static NetworkProgram? Select(ProgramSet? set, SimdWidth width) => width switch
    {
        SimdWidth.Bits512 => set?.Simd512,
        SimdWidth.Bits256 => set?.Simd256,
        SimdWidth.Bits128 => set?.Simd128,
        _ => set?.Scalar,
    };
}
