using DeepDsl.CompilerServices;
using DeepDsl.Optimizers;

namespace DeepDsl;

public abstract partial class Network
{
    private NAdamSchedule _nadam;
    private ParameterTreatment[]? _treatments;
    private bool _treatmentsDecayBiases;
    private uint _passesSinceUpdate;
    private Optimizer? _steppedOptimizer;

    /// <summary>How <see cref="Update"/> moves the parameters.</summary>
    public TrainOptions Training { get; }

    /// <summary>The gradients that the last Backward left.</summary>
    public Gradients Gradients { get; }

    /// <summary>
    /// Called by every training step, those of a fit included, between Backward and Update: to inspect, scale, mask or sum gradients. It
    /// may predict, and change parameters and <see cref="Training"/>; it may not train, load a file, or save a checkpoint of a fit.
    /// </summary>
    public Action<Gradients>? OnGradients { get; set; }

    /// <summary>Updates made so far.</summary>
    public long Step { get; internal set; }

    /// <summary>Updates made by the optimizer in use: what its bias corrections count.</summary>
    internal long OptimizerStepCount { get; set; }

    /// <summary>Values that the optimizer in use keeps per weight, in <see cref="NetworkBuffer.Slot0"/> and following.</summary>
    internal int OptimizerSlotCount => UpdateRules.Slots(Training.Optimizer);

    /// <summary>Clips the gradients, then moves all parameters that are not frozen.</summary>
    /// <exception cref="InvalidOperationException">A fit is running, which makes its updates itself, or a load.</exception>
    public void Update()
    {
        bool entered = _gate.EnterUpdate();
        try
        {
            UpdateInside();
        }
        finally
        {
            if (entered)
            {
                _gate.ExitCall();
            }
        }
    }

    /// <summary>The same for whoever has the model to itself already, as a fit has.</summary>
    internal void UpdateInside()
    {
        OptimizerStep step = NextUpdate();
        lock (_valuesGate)
        {
            Backend.Update(step);
        }

        CountUpdate();
    }

    /// <summary>Forward, loss, backward and update, which the device makes while the host goes on.</summary>
    internal void RunStep(CallState state, TrainingQueue queue, bool record)
    {
        SendNumbers();
        ProgramKind loss = state.CheckStep();
        state.RandomStep = NextRandomStep();
        OptimizerStep step = NextUpdate();
        PrepareBackward();
        lock (_valuesGate)
        {
            state.RunStep(queue, loss, step, record);
        }

        CountUpdate();
    }

    /// <summary>Takes back the count of updates that a device did not make, since a loss before them was not finite.</summary>
    internal void ForgetUpdates(int count)
    {
        Step -= count;
        OptimizerStepCount -= count;
    }

    /// <summary>
    /// Bytes that training on batches of this size takes: parameters, gradients, optimizer, activations and scratch; with the largest dimensions
    /// where some are set at run time.
    /// </summary>
    public long TrainingBytes(int batch)
    {
        CallChecks.Batch(Definition, batch);
        return Backend.TrainingBytes(batch, OptimizerSlotCount);
    }

    /// <summary>One training step on a call whose inputs and targets are set; returns the loss before it.</summary>
    protected float TrainStep(in TrainingCall call)
    {
        long clock = StepInstruments.Start();
        float loss;
        if (Backend.Queue is { } queue && OnGradients == null && !StepInstruments.HasNormListener)
        {
            call.RunStep(queue, record: false);
            loss = call.StepLoss(queue);
        }
        else
        {
            call.Forward();
            loss = call.Loss();
            call.Backward();
            OnGradients?.Invoke(Gradients);
            StepInstruments.Differentiated(this);
            UpdateInside();
        }

        StepInstruments.Stepped(this, clock, call.Batch);
        StepInstruments.Measured(this, loss);
        return loss;
    }

    /// <summary>A pass that is refused draws no random numbers, so that the next is what it would have been.</summary>
    internal void Forward(CallState state)
    {
        state.CheckForward();
        state.RandomStep = NextRandomStep();
        SendNumbers();
        if (States.Count == 0)
        {
            state.RunForward(ProgramKind.Forward);
            return;
        }

        // It updates the running statistics.
        lock (_valuesGate)
        {
            state.RunForward(ProgramKind.Forward);
        }
    }

    internal void Backward(CallState state, bool accumulate)
    {
        if (accumulate)
        {
            Backend.KeepGradients();
        }

        PrepareBackward();
        state.RunBackward();
        Backend.AddPenaltyGradients();
        if (accumulate)
        {
            Backend.AddKeptGradients();
        }
    }

    /// <summary>Makes the optimizer's values those of the optimizer in use: after a change of optimizer they are zero.</summary>
    internal void StartOptimizer()
    {
        if (_steppedOptimizer == Training.Optimizer)
        {
            return;
        }

        if (_steppedOptimizer != null)
        {
            Backend.ResetOptimizer();
            OptimizerStepCount = 0;
        }

        _steppedOptimizer = Training.Optimizer;
    }

    private OptimizerStep NextUpdate()
    {
        StartOptimizer();
        long number = OptimizerStepCount + 1;
        NAdamMomentum momentum = Training.Optimizer == Optimizer.NAdam ? _nadam.At(number, Training.ResolvedBeta1) : default;
        return Training.Step(number, momentum, Treatments(), Step, Seed);
    }

    /// <summary>Once it has been made: one that a device refused is none, or no checkpoint could be written then.</summary>
    private void CountUpdate()
    {
        OptimizerStepCount++;
        Step++;
        _passesSinceUpdate = 0;
    }

    /// <summary>Draws the next random numbers by the update alone, as if no pass had been made since the last.</summary>
    internal void ForgetPasses() => _passesSinceUpdate = 0;

    private ParameterTreatment[] Treatments()
    {
        if (_treatments == null || _treatmentsDecayBiases != Training.DecayBiases)
        {
            _treatmentsDecayBiases = Training.DecayBiases;
            _treatments = [.. Parameters.Select(p => new ParameterTreatment(
                Moves(p), _treatmentsDecayBiases || p.Definition.Decays, p.LearningRate, p.WeightDecay))];
        }

        return _treatments;
    }

    /// <summary>
    /// The first pass after an update takes its random numbers by the number of the update alone, so that training resumed from a
    /// checkpoint draws what it would have drawn. Number 0 belongs to the initial parameters.
    /// </summary>
    private uint NextRandomStep()
    {
        uint step = unchecked((uint)(Step + 1));
        uint pass = _passesSinceUpdate++;
        return pass == 0 ? step : CounterRandom.Hash(step, pass);
    }
}
