namespace DeepDsl;

/// <summary>
/// A random change of one sample, drawn anew in every epoch. <see cref="DeepDsl.Augment"/> makes them; <see cref="FitOptions.Augment"/> takes them.
/// They hold no state, so one may serve several fits and threads.
/// </summary>
public abstract class Augmentation
{
    private protected Augmentation()
    {
    }

    /// <summary>The input that it changes; null for the only one that fits.</summary>
    internal string? InputName { get; private set; }

    /// <summary>The input that holds how many steps of that are a sample's own; null for all.</summary>
    internal string? LengthsName { get; private set; }

    /// <summary>What the values of a flat input are; null for the input's own shape.</summary>
    internal int[]? GivenShape { get; private set; }

    /// <summary>Whether it moves values from place to place, so that targets of places would have to move along.</summary>
    internal virtual bool Moves => false;

    /// <summary>Whether it mixes samples.</summary>
    internal virtual bool Mixes => false;

    /// <summary>Whether it makes the labels.</summary>
    internal virtual bool SetsLabels => false;

    /// <summary>Tokens that it writes are below this; 0 where it writes none of its own.</summary>
    internal virtual int Vocabulary => 0;

    /// <summary>What all of them do, as it is written; two that differ in what they do have different texts.</summary>
    internal static string Text(IReadOnlyList<Augmentation> augmentations) =>
        string.Join(", ", augmentations.Select(a => a.InputName == null ? $"{a}" : $"{a}.On(\"{a.InputName}\")"));

    /// <summary>Changes a sample whose padding, labels and partner nobody gave: <paramref name="values"/> of <paramref name="shape"/>, in place.</summary>
    /// <param name="values">Of one sample.</param>
    /// <param name="shape"><c>[H, W, C]</c> for images, <c>[T, C]</c> for sequences.</param>
    /// <param name="random">What is drawn from.</param>
    public void Apply(Span<float> values, ReadOnlySpan<int> shape, ref AugmentRandom random)
    {
        CheckDirect(isInt: false, values.Length, shape);
        AugmentedSample sample = new() { Values = values, Shape = shape, Steps = shape[0], OwnShare = 1 };
        Apply(ref sample, ref random);
    }

    /// <summary>Changes the tokens <c>[T]</c> of a sample in place.</summary>
    public void Apply(Span<int> tokens, ref AugmentRandom random)
    {
        ReadOnlySpan<int> shape = [tokens.Length];
        CheckDirect(isInt: true, tokens.Length, shape);
        AugmentedSample sample = new() { Tokens = tokens, Shape = shape, Steps = tokens.Length, OwnShare = 1 };
        Apply(ref sample, ref random);
    }

    /// <summary>The same for only so many samples.</summary>
    /// <param name="chance">From 0 to 1.</param>
    public Augmentation Sometimes(double chance) => new SometimesAugmentation(this, AugmentChecks.Chance(chance, "Sometimes")).SameInput(this);

    /// <summary>The same on this input, where a model has several that it could change.</summary>
    /// <param name="input">The model's name of it.</param>
    /// <param name="lengths">The input of one int that holds how many steps are a sample's own; null where all are.</param>
    public Augmentation On(string input, string? lengths = null)
    {
        Augmentation copy = Copy();
        (copy.InputName, copy.LengthsName) = (input, lengths);
        return copy;
    }

    /// <summary>The same on the values of a flat input, seen in this shape: <c>Rotate(15).As(28, 28, 1)</c> for an input <c>[784]</c>.</summary>
    /// <param name="shape"><c>[H, W, C]</c> or <c>[T, C]</c>.</param>
    public Augmentation As(params int[] shape)
    {
        Augmentation copy = Copy();
        copy.GivenShape = (int[])shape.Clone();
        return copy;
    }

    /// <summary>What it takes, in words, where a sample is something else; null where it fits.</summary>
    internal abstract string? Mismatch(bool isInt, ReadOnlySpan<int> shape);

    internal abstract void Apply(ref AugmentedSample sample, ref AugmentRandom random);

    internal bool IsOnInputOf(Augmentation other) =>
        InputName == other.InputName && LengthsName == other.LengthsName && (GivenShape ?? []).SequenceEqual(other.GivenShape ?? []);

    internal Augmentation SameInput(Augmentation other)
    {
        (InputName, LengthsName, GivenShape) = (other.InputName, other.LengthsName, other.GivenShape);
        return this;
    }

    private Augmentation Copy() => (Augmentation)MemberwiseClone();

    private void CheckDirect(bool isInt, int length, ReadOnlySpan<int> shape)
    {
        if (Mixes || SetsLabels)
        {
            throw new InvalidOperationException($"{this} changes labels too, so it works inside of Fit alone; give it in FitOptions.Augment.");
        }
        if (Mismatch(isInt, shape) is { } takes)
        {
            throw new ArgumentException($"{this} takes {takes}, found {(isInt ? "tokens " : "")}{Shapes.Text(shape.ToArray())}.");
        }
        if (Shapes.Product(shape) != length)
        {
            throw new ArgumentException($"{this} was given {length} values for a sample {Shapes.Text(shape.ToArray())}.");
        }
    }
}
