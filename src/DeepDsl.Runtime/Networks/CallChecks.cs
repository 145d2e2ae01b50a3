using System.Numerics;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Checks of what a call is given, with the text of each error. The texts are made only when they are needed.</summary>
internal static class CallChecks
{
    public static void Batch(NetworkDefinition definition, int batch)
    {
        if (batch < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(batch), $"{definition.Name} takes a batch of at least 1 sample, found {batch}.");
        }
    }

    /// <summary>What a batch needs besides its inputs must fit into one array.</summary>
    public static void Memory(NetworkDefinition definition, int batch, long perSample, int limit)
    {
        if (perSample * batch > limit && perSample <= limit)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batch),
                $"{definition.Name} needs {perSample * batch} floats for a batch of {batch}, but an array holds at most {limit}; "
                + $"pass at most {limit / perSample} samples at a time.");
        }
    }

    /// <summary>How many samples so many values of an input are.</summary>
    public static int BatchOf(NetworkDefinition definition, int input, int found, in SymbolValues symbols)
    {
        ValueDefinition value = definition.Inputs[input];
        int length = value.LengthAt(symbols);
        if (found == 0 || found % length != 0)
        {
            throw new ArgumentException(
                $"Input '{value.Name}' of {definition.Name} takes batch x {Shapes.At(value.Shape, value.Sizes, symbols)} = {length} * n "
                + $"{Kind(value.IsInt)}, found {found}; pass whole samples, one after another.");
        }

        int batch = found / length;
        foreach (ValueDefinition output in definition.Outputs)
        {
            int floats = output.LengthAt(symbols);
            if ((long)batch * floats > Array.MaxLength)
            {
                throw new ArgumentException(
                    $"{definition.Name} gives {batch} x {Shapes.At(output.Shape, output.Sizes, symbols)} = {(long)batch * floats} floats of "
                    + $"output '{output.Name}', but an array holds at most {Array.MaxLength}; "
                    + $"pass at most {Array.MaxLength / floats} samples at a time.");
            }
        }

        return batch;
    }

    public static void Input(NetworkDefinition definition, int input, int batch, in SymbolValues symbols, int found, bool isInt)
    {
        if ((uint)input >= (uint)definition.Inputs.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(input), $"{definition.Name} has {definition.Inputs.Length} inputs, numbered from 0, found number {input}.");
        }

        ValueDefinition value = definition.Inputs[input];
        if (value.IsInt != isInt)
        {
            throw new ArgumentException(
                $"Input '{value.Name}' of {definition.Name} takes {Kind(value.IsInt)} {Shapes.Text(value.Shape, value.Sizes)}, found {Kind(isInt)}.");
        }

        int length = value.LengthAt(symbols);
        if (found != (long)batch * length)
        {
            string shape = Shapes.At(value.Shape, value.Sizes, symbols);
            throw WrongLength($"Input '{value.Name}' of {definition.Name}", shape, length, batch, found, isInt);
        }
    }

    public static void Target(NetworkDefinition definition, int loss, int batch, in SymbolValues symbols, int found, bool isInt)
    {
        if ((uint)loss >= (uint)definition.Losses.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(loss), definition.Losses.Length == 0
                    ? $"{definition.Name} has no loss, so it takes no targets; add [Loss(...)] to the class."
                    : $"{definition.Name} has {definition.Losses.Length} losses, numbered from 0, found number {loss}.");
        }

        LossDefinition target = definition.Losses[loss];
        if (!target.HasTarget)
        {
            throw new ArgumentException($"{LossName(definition, target)} takes no target: it reads the output alone; leave SetTarget out.");
        }

        if (isInt && target.IntTargetShape == null)
        {
            throw new ArgumentException($"{TargetName(definition, target)} takes floats {Shapes.Text(target.TargetShape, target.TargetSizes)}, found ints.");
        }

        if (!isInt && !target.TakesFloats)
        {
            throw new ArgumentException(
                $"{TargetName(definition, target)} takes ints {Shapes.Text(target.IntTargetShape!, target.IntTargetSizes)}, found floats.");
        }

        int length = target.TargetLengthAt(isInt, symbols);
        if (found != (long)batch * length)
        {
            string shape = isInt ? Shapes.At(target.IntTargetShape!, target.IntTargetSizes, symbols)
                : Shapes.At(target.TargetShape, target.TargetSizes, symbols);
            throw WrongLength(TargetName(definition, target), shape, length, batch, found, isInt);
        }
    }

    public static void InputRange(NetworkDefinition definition, int input, in SymbolValues symbols, ReadOnlySpan<int> values)
    {
        ValueDefinition value = definition.Inputs[input];
        int limit = value.LimitAt(symbols);
        int wrong = limit > 0 ? FirstOutside(values, limit, value.IgnoreIndex) : -1;
        if (wrong >= 0)
        {
            throw Outside(
                $"Input '{value.Name}' of {definition.Name}", values[wrong], wrong, value.LengthAt(symbols), IntRange(limit, value.IgnoreIndex));
        }
    }

    public static void TargetRange(NetworkDefinition definition, int loss, in SymbolValues symbols, ReadOnlySpan<int> values)
    {
        LossDefinition target = definition.Losses[loss];
        int wrong = FirstOutside(values, target.Classes, target.IgnoreIndex);
        if (wrong >= 0)
        {
            throw Outside(TargetName(definition, target), values[wrong], wrong, target.TargetLengthAt(isInt: true, symbols),
                IntRange(target.Classes, target.IgnoreIndex));
        }

        if (target.Sequences is { } rules)
        {
            int length = target.TargetLengthAt(isInt: true, symbols);
            int steps = definition.StepsOf(target, symbols);
            for (int sample = 0; length > 0 && sample < values.Length / length; sample++)
            {
                if (rules.Mistake(values.Slice(sample * length, length), target.IgnoreIndex, steps) is { } mistake)
                {
                    throw new ArgumentException($"{TargetName(definition, target)} has in sample {sample} {mistake}.");
                }
            }
        }
    }

    public static void SampleWeights(NetworkDefinition definition, int batch, ReadOnlySpan<float> weights)
    {
        if (weights.Length != batch)
        {
            throw new ArgumentException(
                $"{definition.Name} takes a sample weight for each of the {batch} samples of this batch, found {weights.Length}.");
        }

        for (int i = 0; i < weights.Length; i++)
        {
            SampleWeight(i, weights[i]);
        }
    }

    public static void SampleWeight(int sample, float weight)
    {
        if (!(weight >= 0 && float.IsFinite(weight)))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Sample {sample} has the weight {weight}; weights must be finite and not negative."));
        }
    }

    public static InvalidOperationException NotBegun() =>
        new("This call was not begun on a model; get one from BeginTraining, BeginInference or Forward.");

    public static void OutputGradient(NetworkDefinition definition, int output, int batch, in SymbolValues symbols, int found)
    {
        Output(definition, output);
        ValueDefinition value = definition.Outputs[output];
        int length = value.LengthAt(symbols);
        if (found != (long)batch * length)
        {
            string shape = Shapes.At(value.Shape, value.Sizes, symbols);
            throw WrongLength($"The gradient of output '{value.Name}' of {definition.Name}", shape, length, batch, found, isInt: false);
        }
    }

    public static void Output(NetworkDefinition definition, int output)
    {
        if ((uint)output >= (uint)definition.Outputs.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(output), $"{definition.Name} has {definition.Outputs.Length} outputs, numbered from 0, found number {output}.");
        }
    }

    public static void OutputTarget(NetworkDefinition definition, int output, int batch, int expected, int found)
    {
        if (found != expected)
        {
            ValueDefinition value = definition.Outputs[output];
            throw new ArgumentException(
                $"Output '{value.Name}' of {definition.Name} gives {batch} x {Shapes.Text(value.Shape, value.Sizes)} = {expected} floats, "
                + $"found room for {found}; pass memory of exactly that size.");
        }
    }

    public static void InputGradient(NetworkDefinition definition, int input)
    {
        if ((uint)input >= (uint)definition.Inputs.Length || definition.Inputs[input].IsInt)
        {
            throw new ArgumentException(
                $"Input {input} of {definition.Name} is no float input, so it has no gradient; float inputs are "
                + $"{Listing.Quoted([.. definition.Inputs.Where(i => !i.IsInt).Select(i => i.Name)])}.");
        }
    }

    public static string TargetName(NetworkDefinition definition, LossDefinition loss) => $"The target of {LossName(definition, loss)}";

    private static string LossName(NetworkDefinition definition, LossDefinition loss) =>
        $"{loss.Kind} on output '{definition.Outputs[loss.Output].Name}' of {definition.Name}";

    private static ArgumentException WrongLength(string what, string shape, int length, int batch, int found, bool isInt) =>
        new($"{what} takes {batch} x {shape} = {(long)batch * length} {Kind(isInt)}, found {found}.");

    internal static string Kind(bool isInt) => isInt ? "ints" : "floats";

    /// <summary>"0 to 9", with an index that is ignored beside them.</summary>
    public static string IntRange(int limit, int? ignored) =>
        $"0 to {limit - 1}" + (ignored is { } other && (uint)other >= (uint)limit ? $", or {other} to be ignored" : "");

    private static int FirstOutside(ReadOnlySpan<int> values, int limit, int? ignored = null)
    {
        // A vector at a time until one has what is outside; 0 is inside every limit.
        int start = 0;
        Vector<uint> bound = new((uint)limit);
        Vector<int> none = new(ignored ?? 0);
        while (start <= values.Length - Vector<int>.Count)
        {
            Vector<int> some = new(values[start..]);
            if ((Vector.LessThan(some.As<int, uint>(), bound).As<uint, int>() | Vector.Equals(some, none)) != Vector<int>.AllBitsSet)
            {
                break;
            }

            start += Vector<int>.Count;
        }

        for (int i = start; i < values.Length; i++)
        {
            if ((uint)values[i] >= (uint)limit && values[i] != ignored)
            {
                return i;
            }
        }

        return -1;
    }

    private static ArgumentException Outside(string what, int found, int position, int perSample, string range) =>
        new($"{what} takes ints from {range}, found {found} at position {position % perSample} of sample {position / perSample}.");
}
