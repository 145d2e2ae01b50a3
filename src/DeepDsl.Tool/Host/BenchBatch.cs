using DeepDsl.CompilerServices;

namespace DeepDsl.Tool.Host;

/// <summary>Samples made by chance, with targets that the losses take.</summary>
internal sealed class BenchBatch
{
    private readonly Array[] _inputs;
    private readonly Array?[] _targets;

    /// <param name="definition">Of the model.</param>
    /// <param name="symbols">Its dimensions that calls set, at their largest.</param>
    /// <param name="count">How many.</param>
    /// <param name="random">Numbers from 0 to 1, and whole numbers that the model takes.</param>
    public BenchBatch(NetworkDefinition definition, SymbolValues symbols, int count, Random random)
    {
        Count = count;
        _inputs = Array.ConvertAll(definition.Inputs, i => i.IsInt
            ? Wholes(Size(count, i.Length), () => Whole(Limit(i, symbols), random)) : (Array)Reals(Size(count, i.Length), random));
        _targets = Array.ConvertAll(definition.Losses, loss => Target(loss, count, random));
    }

    private delegate void Setter<TCall, TValues>(TCall call, int number, TValues values);

    public int Count { get; }

    /// <summary>How many numbers a batch is, of which one array has to hold all.</summary>
    public static int Size(int count, int length) => (long)count * length <= Array.MaxLength ? count * length
        : throw new InvalidOperationException($"{count} samples of {length} numbers are more than an array holds. Give a smaller --batch.");

    public void SetInputs(in InferenceCall call) =>
        Set(call, _inputs, static (c, i, reals) => c.SetInput(i, reals), static (c, i, wholes) => c.SetInput(i, wholes));

    public void SetInputsAndTargets(in TrainingCall call)
    {
        Set(call, _inputs, static (c, i, reals) => c.SetInput(i, reals), static (c, i, wholes) => c.SetInput(i, wholes));
        Set(call, _targets, static (c, i, reals) => c.SetTarget(i, reals), static (c, i, wholes) => c.SetTarget(i, wholes));
    }

    /// <summary>Allocates nothing: what it takes is counted with the call.</summary>
    private static void Set<TCall>(TCall call, Array?[] arrays, Setter<TCall, float[]> setReals, Setter<TCall, int[]> setWholes)
    {
        for (int i = 0; i < arrays.Length; i++)
        {
            if (arrays[i] is float[] reals)
            {
                setReals(call, i, reals);
            }
            else if (arrays[i] is int[] wholes)
            {
                setWholes(call, i, wholes);
            }
        }
    }

    /// <summary>Classes wherever a loss takes them, since a step takes ints of all such losses or of none.</summary>
    private static Array? Target(LossDefinition loss, int count, Random random)
    {
        if (!loss.HasTarget)
        {
            return null;
        }
        if (loss.IntTargetShape is null)
        {
            return Reals(Size(count, loss.TargetLength), random);
        }
        if (loss.Sequences is not { } rules)
        {
            return Wholes(Size(count, loss.IntTargetLength), () => random.Next(loss.Classes));
        }
        int label = rules.Blank == 0 ? 1 : 0;
        int[] labels = new int[Size(count, loss.IntTargetLength)];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = i % loss.IntTargetLength == 0 ? label : loss.IgnoreIndex ?? label; // one a sample, which any length has room for
        }
        return labels;
    }

    private static float[] Reals(int count, Random random)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = random.NextSingle();
        }
        return values;
    }

    private static int[] Wholes(int count, Func<int> next)
    {
        int[] values = new int[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = next();
        }
        return values;
    }

    private static int Limit(ValueDefinition input, SymbolValues symbols) =>
        input.LimitSize is { } size ? (int)Math.Min(input.Limit, size.At(symbols)) : input.Limit;

    /// <summary>Not zero, where there is more: as a token that would be padding, and as a number of steps none.</summary>
    private static int Whole(int limit, Random random) => limit > 1 ? random.Next(1, limit) : 0;
}
