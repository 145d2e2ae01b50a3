namespace DeepDsl;

/// <summary>
/// Averages the weights and running statistics of a fit on its way, and gives the model the averages at the end. Where it is cancelled or
/// fails the model keeps the plain ones, and one that resumes takes them up again: all updates are those of a fit without averages.
/// </summary>
public abstract class WeightAveraging : Callback
{
    private const string AverageKey = "average";
    private const string PlainKey = "plain";
    private const string CountKey = "count";

    private float[]? _average;
    private float[]? _plain;
    private float[] _now = [];

    private protected WeightAveraging()
    {
    }

    /// <summary>Whether the model gets the averages when the fit ends.</summary>
    public bool ApplyAtEnd { get; init; } = true;

    /// <summary>How often weights were taken into the average.</summary>
    public long Count { get; private set; }

    /// <summary>Gives another model of the same class, such as a snapshot, the averages. Running statistics are averages too.</summary>
    /// <exception cref="InvalidOperationException">There is no average yet.</exception>
    public void CopyTo(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        float[] average = _average ?? throw new InvalidOperationException(
            $"{GetType().Name} has averaged nothing yet; copy after the first weights were taken.");
        if (network.ValueCount != average.Length)
        {
            throw new ArgumentException(
                $"{GetType().Name} has averages of {average.Length} values, but {network.Definition.Name} has {network.ValueCount}; "
                + "give a model of the class that is fitted.", nameof(network));
        }
        network.SetValues(average);
    }

    /// <inheritdoc/>
    protected internal override void OnFitStart(FitContext context)
    {
        if (context.Step == 0)
        {
            (_average, _plain, Count) = (null, null, 0);
        }
        if (_plain != null)
        {
            context.Network.SetValues(_plain);
            _plain = null;
        }
    }

    /// <inheritdoc/>
    protected internal override void OnFitEnd(FitContext context)
    {
        if (ApplyAtEnd && _average != null && context.IsComplete)
        {
            _plain = context.Network.CopyValues();
            context.Network.SetValues(_average);
            Applied(context);
        }
    }

    /// <summary>After the model has got the averages.</summary>
    private protected virtual void Applied(FitContext context)
    {
    }

    private protected float[]? Average => _average;

    /// <summary>Takes the values of now in, of which <paramref name="part"/> says how much of the average they become.</summary>
    private protected void Take(FitContext context, Func<long, double> part)
    {
        // On a GPU this judges the updates that were asked for, which the copy waits for anyway.
        _ = context.Loss;
        if (_average == null)
        {
            _average = context.Network.CopyValues();
        }
        else
        {
            Array.Resize(ref _now, _average.Length);
            context.Network.ReadValues(_now);
            float share = (float)part(Count);
            for (int i = 0; i < _average.Length; i++)
            {
                _average[i] += share * (_now[i] - _average[i]);
            }
        }
        Count++;
    }

    internal sealed override bool HasState => true;

    /// <summary>Copies, since a checkpoint may be writing while the fit goes on.</summary>
    internal sealed override IReadOnlyList<SafetensorsTensor> SaveState() =>
        _average == null ? []
        : _plain == null ? [Floats(AverageKey, _average), Counted()]
        : [Floats(AverageKey, _average), Counted(), Floats(PlainKey, _plain)];

    internal sealed override void CheckState(Network network, IReadOnlyList<SafetensorsTensor> state)
    {
        bool known = state.All(t => t.Name switch
        {
            AverageKey or PlainKey => t is { Type: SafetensorsType.F32, Shape: [int length] } && length == network.ValueCount,
            CountKey => t is { Type: SafetensorsType.F64, Shape: [1] } && t.ToDoubles()[0] is >= 1 and <= 1L << 53,
            _ => false,
        });
        if (!known || !state.Any(t => t.Name == AverageKey) || !state.Any(t => t.Name == CountKey))
        {
            throw new InvalidDataException(
                $"The checkpoint holds {Listing.Of(state, t => $"'{Listing.Short(t.Name)}' ({t.Type} {Shapes.Text(t.Shape)})")} for "
                + $"{GetType().Name}, which keeps '{AverageKey}' (F32 [{network.ValueCount}]), '{CountKey}' (F64 [1]), and '{PlainKey}' like "
                + "the first after the end of a fit: the checkpoint is damaged.");
        }
    }

    internal sealed override void LoadState(IReadOnlyList<SafetensorsTensor> state)
    {
        _average = Find(state, AverageKey)?.ToFloats();
        _plain = Find(state, PlainKey)?.ToFloats();
        Count = (long)(Find(state, CountKey)?.ToDoubles()[0] ?? 0);
    }

    private static SafetensorsTensor? Find(IReadOnlyList<SafetensorsTensor> state, string name) => state.FirstOrDefault(t => t.Name == name);

    private static SafetensorsTensor Floats(string name, float[] values) =>
        SafetensorsTensor.FromFloats(name, [values.Length], (float[])values.Clone());

    private SafetensorsTensor Counted() => SafetensorsTensor.FromDoubles(CountKey, [1], [Count]);
}
