using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>What sequences of labels may hold that a loss reads off the steps of an output, at their end padded.</summary>
/// <param name="Blank">The class that is read as nothing, and so is no label.</param>
/// <param name="TakesImpossible">Whether a sequence may need more steps than there are.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SequenceRules(int Blank, bool TakesImpossible)
{
    /// <summary>What is wrong with the labels of one sample, in words that follow "has"; null for nothing.</summary>
    /// <param name="labels">Each a class or the padding.</param>
    /// <param name="padding">What stands behind the last.</param>
    /// <param name="steps">Of the output.</param>
    internal string? Mistake(ReadOnlySpan<int> labels, int? padding, int steps)
    {
        int length = SequenceLabels.LengthOf(labels, padding);
        int repeats = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            if (i >= length && labels[i] != padding)
            {
                return $"the label {labels[i]} behind the padding {padding}; write labels first, then padding";
            }
            if (i < length && labels[i] == Blank)
            {
                return $"the label {Blank}, which is the blank; number labels beside it, or set Blank to another class";
            }
            repeats += i > 0 && i < length && labels[i] == labels[i - 1] ? 1 : 0;
        }
        return length + repeats <= steps || TakesImpossible ? null
            : $"{length} labels{(repeats == 0 ? "" : $", {repeats} of them like the one before, which takes a blank between")}, "
                + $"so at least {length + repeats} steps, where the output has {steps}; give it more, or set ZeroInfinity = true to leave such samples out";
    }
}
