using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// What recurrent layers, and attention with a memory, carry along a stream that a model reads in segments: outputs, which FinalState names,
/// that are inputs of the call on the next segment, which InitialState names. A gradient ends where its segment begins: backpropagation
/// through time is truncated there. Predictions need no more than this memory, given as input and as output:
/// <c>net.PredictBatch(state["h"], x, y, state["h"])</c>.
/// </summary>
public sealed class CarriedState
{
    private readonly Network _model;
    private readonly int _batch;
    private readonly (string Input, int Output, float[] Values)[] _states;

    private CarriedState(CarriedState other) => (_model, _batch, _states) =
        (other._model, other._batch, Array.ConvertAll(other._states, s => (s.Input, s.Output, new float[s.Values.Length])));

    /// <summary>Zeros, as before the first step.</summary>
    /// <param name="model">Whose states they are.</param>
    /// <param name="batch">How many streams are read side by side, one a sample.</param>
    /// <param name="states">For each state the input that it comes in by and the output that it leaves by, of one shape.</param>
    public CarriedState(Network model, int batch, params (string Input, string Output)[] states)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(states);
        CallChecks.Batch(model.Definition, batch);
        (_model, _batch) = (model, batch);
        _states = Array.ConvertAll(states, s => (s.Input, OutputOf(s.Input, s.Output), new float[batch * Input(s.Input).Length]));
    }

    /// <summary>The state that comes in by an input, sample after sample: to be given to the call, and to be changed between calls.</summary>
    public Span<float> this[string input]
    {
        get
        {
            int at = Array.FindIndex(_states, s => s.Input == input);
            return at >= 0 ? _states[at].Values : throw new ArgumentException(
                $"No state of {_model.Definition.Name} comes in by '{input}' here.{NearestName.Suggest(input, _states.Select(s => s.Input))}",
                nameof(input));
        }
    }

    /// <summary>How many streams are read side by side.</summary>
    internal int Batch => _batch;

    /// <summary>Takes over what a segment left, after its forward pass.</summary>
    public void Take(in TrainingCall call) => TakeOutputs(call);

    /// <summary>The same of any call.</summary>
    internal void TakeOutputs<TCall>(in TCall call)
        where TCall : IBatchOutputs, allows ref struct
    {
        foreach ((_, int output, float[] values) in _states)
        {
            ReadOnlySpan<float> left = call.Output(output);
            CallChecks.OutputTarget(_model.Definition, output, _batch, left.Length, values.Length);
            left.CopyTo(values);
        }
    }

    /// <summary>Begins all streams anew.</summary>
    public void Reset()
    {
        foreach ((_, _, float[] values) in _states)
        {
            Array.Clear(values);
        }
    }

    /// <summary>Begins the stream of one sample anew.</summary>
    public void Reset(int sample)
    {
        if ((uint)sample >= (uint)_batch)
        {
            throw new ArgumentOutOfRangeException(nameof(sample), $"The streams are numbered from 0 to {_batch - 1}, found number {sample}.");
        }

        foreach ((_, _, float[] values) in _states)
        {
            int length = values.Length / _batch;
            values.AsSpan(sample * length, length).Clear();
        }
    }

    /// <summary>The same streams at their beginning, in memory of their own.</summary>
    internal CarriedState Anew() => new(this);

    internal bool IsOf(Network model) => ReferenceEquals(_model, model);

    /// <summary>Whether a state comes in by that input.</summary>
    internal bool Has(string input) => Array.Exists(_states, s => s.Input == input);

    private int OutputOf(string input, string output)
    {
        ValueDefinition comes = Input(input);
        ValueDefinition leaves = Find(_model.Definition.Outputs, output, "output");
        if (comes.IsInt || comes.Sizes is not null || leaves.Sizes is not null || !comes.Shape.AsSpan().SequenceEqual(leaves.Shape))
        {
            throw new ArgumentException(
                $"Output '{output}' of {_model.Definition.Name} gives {Shapes.Text(leaves.Shape, leaves.Sizes)} floats, and input '{input}' takes "
                + $"{Shapes.Text(comes.Shape, comes.Sizes)} {(comes.IsInt ? "ints" : "floats")}; a state has one shape, of floats, whatever the "
                + "length.",
                nameof(output));
        }

        return Array.IndexOf(_model.Definition.Outputs, leaves);
    }

    private ValueDefinition Input(string name) => Find(_model.Definition.Inputs, name, "input");

    private ValueDefinition Find(ValueDefinition[] all, string name, string kind) => Array.Find(all, v => v.Name == name)
        ?? throw new ArgumentException(
            $"{_model.Definition.Name} has no {kind} '{name}'.{NearestName.Suggest(name, all.Select(v => v.Name))}", nameof(name));
}
