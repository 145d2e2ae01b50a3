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
    /// <param name="areOwn">Whether these are the sample's own, without padding.</param>
    internal string? Mistake(ReadOnlySpan<int> labels, int? padding, int steps, bool areOwn = false)
    {
        int length = SequenceLabels.LengthOf(labels, padding);
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
        }
        return Mistake(Need(labels, padding), steps, areOwn);
    }

    /// <summary>The same of labels of which only the number is known.</summary>
    internal string? Mistake(LabelNeed need, int steps, bool areOwn) => need.Steps <= steps || TakesImpossible ? null
        : $"{need.Labels} labels{(need.Repeats == 0 ? "" : $", {need.Repeats} of them like the one before, which takes a blank between")}, "
            + $"so at least {need.Steps} steps, where the {(areOwn ? "sample" : "output")} has {steps}{(areOwn ? " without padding" : "")}; "
            + "give it more, or set ZeroInfinity = true to leave such samples out";

    /// <summary>What the labels of one sample need.</summary>
    internal static LabelNeed Need(ReadOnlySpan<int> labels, int? padding)
    {
        int length = SequenceLabels.LengthOf(labels, padding);
        int repeats = 0;
        for (int i = 1; i < length; i++)
        {
            repeats += labels[i] == labels[i - 1] ? 1 : 0;
        }
        return new(length, repeats);
    }
}
