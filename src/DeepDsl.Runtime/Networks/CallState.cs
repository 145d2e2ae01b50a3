using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// One call's memory and where the call stands: what was given, which programs ran. It outlives the call and serves the next one; the
/// ticket tells a call that was disposed from the one that came after it.
/// </summary>
internal sealed class CallState
{
    private readonly NetworkDefinition _definition;
    private readonly BackendCall _memory;
    private readonly bool _training;
    private readonly DrawnClasses? _drawn;
    private readonly OwnStepsCheck[] _ownSteps;
    private readonly bool[] _inputs;
    private readonly TargetKind[] _targets;
    private readonly bool[] _outputGradients;
    private readonly MissingTargets _missing;
    private int _batch;
    private SymbolValues _symbols;
    private bool _sampleWeights;
    private Progress _progress;

    public CallState(NetworkDefinition definition, NetworkBackend backend, bool training, IReadOnlyList<LayerRate> rates, int seed = 0)
    {
        _definition = definition;
        _memory = backend.CreateCall(training);
        _training = training;
        _drawn = training ? DrawnClasses.Of(definition, seed) : null;
        _ownSteps = OwnStepsCheck.Of(definition);
        _inputs = new bool[definition.Inputs.Length];
        _targets = new TargetKind[definition.Losses.Length];
        _outputGradients = new bool[definition.Outputs.Length];
        _missing = new(definition, rates, training);
    }

    private enum TargetKind
    {
        None,
        Float,
        Int,
    }

    [Flags]
    private enum Progress
    {
        OutputsReady = 1,
        ProbabilitiesReady = 2,
        LossReady = 4,
        BackwardInputRan = 8,
        BackwardRan = 16,
    }

    public int Ticket { get; private set; }

    /// <summary>Samples of this call.</summary>
    public int Batch => _batch;

    /// <summary>The random numbers of this call; training alone has any.</summary>
    public uint RandomStep { get; set; }

    public void Begin(int batch, in SymbolValues symbols)
    {
        CallChecks.Batch(_definition, batch);
        SymbolChecks.Bounds(_definition, symbols);
        _memory.Begin(batch, symbols);
        _batch = batch;
        _symbols = symbols;
        _sampleWeights = false;
        _progress = 0;
        foreach (OwnStepsCheck check in _ownSteps)
        {
            check.Begin();
        }

        Array.Clear(_inputs);
        Array.Clear(_targets);
        Array.Clear(_outputGradients);
    }

    public void End() => Ticket++;

    public void SetInput(int input, ReadOnlySpan<float> values)
    {
        CallChecks.Input(_definition, input, _batch, _symbols, values.Length, isInt: false);
        CheckNotRun("inputs");
        _memory.SetInput(input, values);
        _inputs[input] = true;
    }

    public void SetInput(int input, ReadOnlySpan<int> values)
    {
        CallChecks.Input(_definition, input, _batch, _symbols, values.Length, isInt: true);
        CallChecks.InputRange(_definition, input, _symbols, values);
        CheckNotRun("inputs");
        foreach (OwnStepsCheck check in _ownSteps)
        {
            check.Input(input, values, _batch);
        }

        _memory.SetInput(input, values);
        _inputs[input] = true;
    }

    /// <summary>For whoever gathers values, so that these need not be copied once more.</summary>
    public Span<float> FillInput(int input)
    {
        CheckNotRun("inputs");
        _inputs[input] = true;
        return _memory.FillInput(input);
    }

    /// <summary>For a fit, which has looked at all that is held.</summary>
    public void SetInput(int input, HeldValues held, int width, ReadOnlySpan<int> rows)
    {
        CheckNotRun("inputs");
        _memory.SetInput(input, held, width, rows);
        _inputs[input] = true;
    }

    public void SetTarget(int loss, ReadOnlySpan<float> values)
    {
        CallChecks.Target(_definition, loss, _batch, _symbols, values.Length, isInt: false);
        CheckLossNotRun("targets");
        _memory.SetTarget(loss, values);
        _targets[loss] = TargetKind.Float;
    }

    public void SetTarget(int loss, ReadOnlySpan<int> values)
    {
        CallChecks.Target(_definition, loss, _batch, _symbols, values.Length, isInt: true);
        CallChecks.TargetRange(_definition, loss, _symbols, values);
        CheckLossNotRun("targets");
        if (_drawn != null && _definition.Losses[loss].Sampling != null)
        {
            CheckNotRun("targets");
        }

        foreach (OwnStepsCheck check in _ownSteps)
        {
            check.Labels(loss, values, _batch);
        }

        _memory.SetTarget(loss, values);
        _targets[loss] = TargetKind.Int;
    }

    public void SetSampleWeights(ReadOnlySpan<float> weights)
    {
        CallChecks.SampleWeights(_definition, _batch, weights);
        CheckLossNotRun("sample weights");
        _memory.SetSampleWeights(weights);
        _sampleWeights = true;
    }

    public void SetOutputGradient(int output, ReadOnlySpan<float> values)
    {
        CallChecks.OutputGradient(_definition, output, _batch, _symbols, values.Length);
        CheckHasScores(output);
        CheckRun("SetOutputGradient", "that may overwrite what is set");
        CheckNoBackward("SetOutputGradient");
        _memory.SetOutputGradient(output, values);
        _outputGradients[output] = true;
    }

    public void CheckForward()
    {
        string name = _training ? "Forward" : "Run";
        if (Did(Progress.OutputsReady))
        {
            throw Misuse($"{name} ran already in this call, and its inputs may be overwritten", "begin another call");
        }

        int missing = Array.IndexOf(_inputs, false);
        if (missing >= 0)
        {
            throw Misuse($"{name} needs input '{_definition.Inputs[missing].Name}', which was not set", "call SetInput for it first");
        }

        for (int i = 0; _drawn != null && i < _targets.Length; i++)
        {
            if (_definition.Losses[i].Sampling != null && _targets[i] != TargetKind.Int)
            {
                throw Misuse($"{name} needs {TargetName(i)}, whose classes it computes beside those drawn", "call SetTarget before it");
            }
        }
    }

    public void Predict()
    {
        CheckForward();
        RunForward(ProgramKind.Predict);
    }

    /// <summary>After <see cref="CheckForward"/>.</summary>
    public void RunForward(ProgramKind program)
    {
        _drawn?.Give(_memory, RandomStep);
        _memory.Run(program, RandomStep);
        _progress |= Progress.OutputsReady;
    }

    public void RunProbabilities()
    {
        if (!Did(Progress.OutputsReady))
        {
            Predict();
        }

        if (_definition.Probabilities != null)
        {
            _memory.Run(ProgramKind.Probabilities, RandomStep);
            _progress |= Progress.ProbabilitiesReady;
        }
    }

    /// <summary>Checks that a whole training step can run; its loss program.</summary>
    public ProgramKind CheckStep()
    {
        CheckForward();
        return LossProgram();
    }

    /// <summary>After <see cref="CheckStep"/>.</summary>
    public void RunStep(TrainingQueue queue, ProgramKind loss, in OptimizerStep step, bool record)
    {
        GiveMissingTargets(loss);
        _drawn?.Give(_memory, RandomStep);
        queue.Run(_memory, loss, RandomStep, step, record);
        _progress |= Progress.OutputsReady | Progress.LossReady | Progress.BackwardRan;
    }

    /// <summary>The loss of that step.</summary>
    public float StepLoss(TrainingQueue queue) => queue.Loss(_memory);

    /// <summary>The loss of the model's [Loss]es; the first request computes it.</summary>
    public float Loss()
    {
        if (!Did(Progress.LossReady))
        {
            CheckRun("Loss", "it reads the outputs");
            CheckNoBackward("Loss");
            CheckLossMayRun();
            ProgramKind program = LossProgram();
            if (!_sampleWeights)
            {
                _memory.SetSampleWeights([]);
            }

            GiveMissingTargets(program);
            _memory.Run(program, RandomStep);
            _progress |= Progress.LossReady;
        }

        return _memory.Loss();
    }

    public void RunBackwardInput()
    {
        if (_definition.BackwardInput == null)
        {
            throw Misuse("BackwardInput needs a float input, of which there is none", "use Backward");
        }

        CheckGradientsReady("BackwardInput");
        CheckNoBackward("BackwardInput");
        if (Did(Progress.BackwardInputRan))
        {
            throw Misuse("BackwardInput ran already in this call", "read InputGradient");
        }

        _memory.Run(ProgramKind.BackwardInput, RandomStep);
        _progress |= Progress.BackwardInputRan;
    }

    /// <summary>Checks that Backward can run; it may run once, since it reuses the memory that it reads.</summary>
    public void RunBackward()
    {
        CheckGradientsReady("Backward");
        CheckNoBackward("Backward");
        _memory.Run(ProgramKind.Backward, RandomStep);
        _progress |= Progress.BackwardRan;
    }

    public void CopyOutput(int output, Span<float> target)
    {
        ReadOnlySpan<float> values = Output(output);
        CallChecks.OutputTarget(_definition, output, _batch, values.Length, target.Length);
        values.CopyTo(target);
    }

    public ReadOnlySpan<float> Output(int output)
    {
        CallChecks.Output(_definition, output);
        CheckHasScores(output);
        CheckRun("Output", "it computes them");
        return Did(Progress.ProbabilitiesReady) ? _memory.Probabilities(output) : _memory.Output(output);
    }

    public ReadOnlySpan<float> InputGradient(int input)
    {
        CallChecks.InputGradient(_definition, input);
        return Did(Progress.BackwardInputRan)
            ? _memory.InputGradient(input)
            : throw Misuse("InputGradient was read before BackwardInput ran", "call BackwardInput first");
    }

    private ProgramKind LossProgram()
    {
        foreach (OwnStepsCheck check in _ownSteps)
        {
            check.Check();
        }

        bool ints = false;
        for (int i = 0; i < _targets.Length; i++)
        {
            ints |= _targets[i] == TargetKind.Int;
            if (_targets[i] == TargetKind.None && _missing.IsNeeded(i))
            {
                throw Misuse($"the loss needs {TargetName(i)}, which was not set", "call SetTarget");
            }
        }

        for (int i = 0; ints && i < _targets.Length; i++)
        {
            if (_targets[i] == TargetKind.Float && _definition.Losses[i].IntTargetShape != null)
            {
                throw Misuse(
                    $"{TargetName(i)} is floats while another loss's is ints",
                    "give ints wherever the loss takes them, or floats everywhere");
            }
        }

        ProgramSet?[] programs = _training ? _definition.Loss : _definition.EvaluationLoss;
        ints |= programs[0] == null && Array.TrueForAll(_targets, t => t == TargetKind.None);
        if (programs[ints ? 1 : 0] == null)
        {
            throw Misuse(
                programs[ints ? 0 : 1] == null ? "there is no loss" : $"its losses do not take {(ints ? "int" : "float")} targets",
                programs[ints ? 0 : 1] == null ? "add [Loss(...)] to the class" : $"give {(ints ? "floats" : "ints")}");
        }

        return (_training, ints) switch
        {
            (true, false) => ProgramKind.LossFloat,
            (true, true) => ProgramKind.LossInt,
            (false, false) => ProgramKind.EvaluationLossFloat,
            _ => ProgramKind.EvaluationLossInt,
        };
    }

    /// <summary>Of losses that weigh nothing, whose labels were not given.</summary>
    private void GiveMissingTargets(ProgramKind loss)
    {
        for (int i = 0; i < _targets.Length; i++)
        {
            if (_targets[i] == TargetKind.None)
            {
                _missing.Give(_memory, i, loss is ProgramKind.LossInt or ProgramKind.EvaluationLossInt, _batch, _symbols);
            }
        }
    }

    private void CheckHasScores(int output)
    {
        if (_drawn != null && _definition.SampledLossOf(output) is { } loss)
        {
            throw Misuse(
                $"output '{_definition.Outputs[output].Name}' has no scores in a training step, which computes {loss.Sampling!.Count + 1} of its "
                + $"{loss.Classes} classes (Samples)", "predict or evaluate for those of all");
        }
    }

    /// <summary>In place of HasFlag, which allocates in unoptimised builds.</summary>
    private bool Did(Progress step) => (_progress & step) != 0;

    private void CheckNotRun(string what)
    {
        if (Did(Progress.OutputsReady))
        {
            throw Misuse($"its {what} were set after they were used", "begin another call for another batch");
        }
    }

    private void CheckLossNotRun(string what)
    {
        if (Did(Progress.LossReady) || Did(Progress.BackwardRan))
        {
            throw Misuse($"its {what} were set after the loss was computed", "begin another call for another batch");
        }
    }

    private void CheckLossMayRun()
    {
        if (Did(Progress.ProbabilitiesReady))
        {
            throw Misuse("Loss was called after RunProbabilities, which overwrites the targets", "call Loss first");
        }

        if (Array.IndexOf(_outputGradients, true) >= 0)
        {
            throw Misuse("Loss was called after SetOutputGradient, whose gradients it would replace", "call Loss first, or not at all");
        }
    }

    private void CheckRun(string what, string reason)
    {
        if (!Did(Progress.OutputsReady))
        {
            throw Misuse($"{what} was called before {(_training ? "Forward" : "Run")}, and {reason}", "call that first");
        }
    }

    private void CheckNoBackward(string what)
    {
        if (Did(Progress.BackwardRan))
        {
            throw Misuse(
                $"{what} was called after Backward, which overwrites what it reads", "call it before Backward, or begin another call");
        }
    }

    private void CheckGradientsReady(string what)
    {
        CheckRun(what, "it reads what that kept");
        int missing = Did(Progress.LossReady) ? -1 : Array.IndexOf(_outputGradients, false);
        if (missing >= 0)
        {
            throw Misuse(
                $"{what} needs the gradient of output '{_definition.Outputs[missing].Name}'",
                "call Loss, or SetOutputGradient for each output");
        }
    }

    private InvalidOperationException Misuse(string problem, string next) => new($"{_definition.Name}: {problem}; {next}.");

    private string TargetName(int loss)
    {
        string name = CallChecks.TargetName(_definition, _definition.Losses[loss]);
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
