using System.ComponentModel;
using System.Diagnostics;
using DeepDsl.CompilerServices;
using DeepDsl.Initializers;

namespace DeepDsl;

/// <summary>What every generated model is: its parameters on a device, and the programs that use and train them.</summary>
[DebuggerDisplay("{DebuggerText,nq}")]
[DebuggerTypeProxy(typeof(NetworkView))]
public abstract partial class Network : IPredictor
{
    private readonly TrainingGate _gate;

    /// <summary>Called by the constructor of the generated class.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Network(NetworkDefinition definition, int seed, Device? device)
        : this(definition, seed, device ?? Device.Default, values: null)
    {
    }

    /// <summary>Called by <c>Snapshot</c> of the generated class.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Network(NetworkCopy copy)
        : this(copy.Source, copy.Source.OfOneLoad(() => (copy.Source.CopyValues(), copy.Source.FeatureNumbers)))
    {
    }

    private Network(Network source, (float[] Values, FeatureNumbers? Numbers) state)
        : this(source.Definition, source.Seed, source.Device, state.Values) => FeatureNumbers = state.Numbers;

    private Network(NetworkDefinition definition, int seed, Device device, float[]? values)
    {
        Definition = definition;
        _gate = new(definition.Name);
        Seed = seed;
        Device = device;
        Training = new(definition);
        Backend = Device.CreateBackend(definition, seed);
        Parameters = Array.AsReadOnly(Array.ConvertAll(definition.Parameters, p => new Parameter(this, p)));
        States = Array.AsReadOnly(Array.ConvertAll(definition.States, s => new RunningState(this, s)));
        Rates = Array.AsReadOnly(Array.ConvertAll(definition.Rates, r => new LayerRate(this, r)));
        Gradients = new(this);
        if (values != null)
        {
            values.AsSpan(0, (int)definition.WeightFloats).CopyTo(Backend.Edit(NetworkBuffer.Weights));
            values.AsSpan((int)definition.WeightFloats).CopyTo(Backend.Edit(NetworkBuffer.State));
            return;
        }

        ParameterInitializer.Fill(definition, seed, Backend.Edit(NetworkBuffer.Weights));
        foreach (RunningState state in States)
        {
            state.Edit().Fill(state.Start);
        }
    }

    /// <summary>What the compiler knows of the model.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public NetworkDefinition Definition { get; }

    /// <summary>What its products read: what its [Train] attribute or its constructor's caller said.</summary>
    public Precision Precision => Definition.Precision;

    /// <summary>Where the model runs.</summary>
    public Device Device { get; }

    /// <summary>Decides the initial parameters and all random numbers of training.</summary>
    public int Seed { get; }

    internal NetworkBackend Backend { get; }

    // Not ToString, which is the user's to write.
    private string DebuggerText =>
        FormattableString.Invariant($"{Definition.Name}: {Parameters.Sum(p => (long)p.Length):N0} parameters on {Device}, after {Step:N0} updates");
}
