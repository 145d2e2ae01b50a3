using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Activations;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>
/// A kind of loss: its arguments and the loss of each element as a composition of primitives. The mean over elements, the weights of
/// samples and the gradient follow from it (<see cref="Build.BuildLoss"/>).
/// </summary>
public abstract class LossFunction
{
    /// <summary>The member of the runtime's enum Loss.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>One line for the table of losses in the documentation.</summary>
    public abstract string Summary { get; }

    /// <summary>Those besides Output and Weight, which all losses take.</summary>
    public virtual IReadOnlyList<OpArgument> Arguments => [];

    /// <summary>Whether there is a target; a loss without one is given the prediction in its place.</summary>
    public virtual bool TakesTargets => true;

    /// <summary>Whether ints that name a class may stand for float targets.</summary>
    public virtual bool TakesLabels => false;

    /// <summary>Whether no floats may stand for labels, whatever the output.</summary>
    public virtual bool TakesLabelsAlone => false;

    /// <summary>Whether floats of the prediction's shape are taken; what takes labels may take these alone.</summary>
    public virtual bool TakesFloats(LossUse use) => !TakesLabelsAlone;

    /// <summary>Shape of one sample of labels: one for each position of the output, unless they are sequences.</summary>
    public virtual Shape LabelShape(LossUse use) => new(use.OutputShape.Take(use.OutputShape.Rank - 1));

    /// <summary>What sequences of labels may hold, where labels are those of the output as a whole; null where each is that of a position.</summary>
    public virtual LabelSequences? Sequences(LossUse use) => null;

    /// <summary>The classes that training computes in place of all; null for all.</summary>
    public virtual ClassSampling? Sampling(LossUse use) => null;

    /// <summary>The label that counts nothing; null for none.</summary>
    public virtual int? IgnoreIndex(LossUse use) => use.Spec.IgnoreIndex;

    /// <summary>What it does with the steps of padded sequences: by default the loss of each is one by itself.</summary>
    public virtual StepUse Steps => StepUse.Each;

    /// <summary>The prediction where <paramref name="present"/> [N, T] is 0 as what says nothing to it, be it NaN.</summary>
    public virtual Node Masked(LossUse use, Node prediction, Node present) => StepLengths.Masked(prediction, present);

    public abstract LossQuestion Question { get; }

    /// <summary>Reports an output that it cannot be computed on.</summary>
    public virtual bool Check(LossUse use) => true;

    /// <summary>
    /// The loss of every element, or of every position (last dimension 1) where it is a sum over classes. The target has the
    /// prediction's shape.
    /// </summary>
    public abstract Node PerElement(LossUse use, Node prediction, Node target);

    /// <summary>The same where the target is labels, which are read as ints: nothing as large as the prediction is made of them.</summary>
    /// <param name="label">[N, .., 1], of sequences [N, Labels, 1].</param>
    public virtual Node PerLabel(LossUse use, Node prediction, Node label) => PerElement(use, prediction, use.OneHot(label));

    /// <summary>
    /// What each element counts in the mean, where that is not equal for all: losses that weight classes multiply by the weight in
    /// <see cref="PerElement"/> and divide by the sum of weights, as PyTorch does.
    /// </summary>
    public virtual Node? Share(LossUse use, Node target) => null;

    /// <summary>What it takes the output for, which may depend on its arguments.</summary>
    public abstract LossReads Reads(LossUse use);

    /// <summary>The output as probabilities, where the loss is computed on logits; else the output itself.</summary>
    public Node Probabilities(LossUse use, Node output) => Reads(use) != LossReads.Logits ? output
        : Question == LossQuestion.Class ? Softmax.Along(output, output.Shape.Rank - 1) : output.Graph.Sigmoid(output);
}
