using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// Padded sequences: which input tells how long each is, which layers may read them, and what keeps their lengths. What a caller writes
/// behind the own steps, be it NaN, is gone once the input is read; what layers compute there is finite, and nobody joins it with the rest.
/// </summary>
public sealed partial class BuildModel
{
    private const string LengthsArgument = "Lengths";

    internal const string PaddingToken = "PaddingToken";

    /// <summary>The value of an input; null after reporting what is wrong with what it says of its lengths.</summary>
    private Node? WithLengths(AttributeSpec spec, Scope scope, IReadOnlyList<int> path, InputNode input)
    {
        string name = spec[LengthsArgument] is TextArgument { Value.Length: > 0 } text ? text.Value : "";
        int? padding = spec[PaddingToken] is NumberArgument { Value: not int.MinValue } number ? (int)number.Value : null;
        string title = $"Input \"{input.Name}\"";
        if (name.Length == 0 && padding is null)
        {
            return input;
        }

        if (name.Length > 0 && padding is not null)
        {
            _readsAreUnclear = true;
            Report(ProblemKind.ConflictingArguments, path,
                $"{title} has both Lengths = \"{name}\" and PaddingToken = {padding}, which each say where its padding begins",
                PaddingToken, remedies: [Remedy.Drop(PaddingToken), Remedy.Drop(LengthsArgument)]);
            return null;
        }

        if (HasSteps(input, title, padding is not null, path)
            && (padding is not null ? input : LengthsInput(scope, name, title, path)) is { } source)
        {
            return Padded(input, source, padding);
        }

        _readsAreUnclear = true; // what it names might be meant to be read
        return null;
    }

    /// <summary>Reports an input without steps, or tokens that are none.</summary>
    private bool HasSteps(InputNode input, string title, bool isTokens, IReadOnlyList<int> path)
    {
        Shape shape = input.Shape.WithoutBatch();
        bool isInts = input.Element == ElementType.Int32;
        string argument = isTokens ? PaddingToken : LengthsArgument;
        if (isTokens && (!isInts || shape.Rank != 1))
        {
            Report(ProblemKind.WrongType, path,
                $"{title} has {PaddingToken}, which fills up tokens, ints [T], but it holds {(isInts ? "ints" : "floats")} {shape}", argument,
                remedies: [Remedy.ByHand($"name an input with the number of steps instead: {LengthsArgument} = \"lengths\""),
                    Remedy.Drop(argument)]);
            return false;
        }

        if (!isInts && shape.Rank < 2)
        {
            Report(ProblemKind.WrongRank, path,
                $"{title} has {LengthsArgument}, which counts steps of features, [T, F], but it is {shape}", argument,
                remedies: [Remedy.ByHand($"write [Input({shape[0]}, 1, ..)]"), Remedy.Drop(argument)]);
            return false;
        }

        long most = _model.Extents.Largest(shape[0]);
        if (most > Limits.Table)
        {
            Report(ProblemKind.TooLarge, path, $"{title} has up to {most} steps, where at most {Limits.Table} can be told from padding",
                argument,
                remedies: Remedy.Drop(argument));
            return false;
        }

        return true;
    }

    private InputNode? LengthsInput(Scope scope, string name, string title, IReadOnlyList<int> path)
    {
        if (Lookup(scope, name, title, path, LengthsArgument) is not { Value: { } value })
        {
            return null;
        }

        if (value is InputNode { Element: ElementType.Int32 } lengths && lengths.Shape.WithoutBatch() == new Shape(1))
        {
            return lengths;
        }

        string what = value.Element == ElementType.Int32 ? "ints" : "floats";
        Report(ProblemKind.WrongType, path,
            $"{title} takes its lengths from \"{name}\", which is {what} {value.Shape.WithoutBatch()}; declare an input of one int above it: "
            + $"[Input(1, Type = ElementType.Int32, Name = \"{name}\")].", LengthsArgument);
        return null;
    }

    private Node Padded(InputNode input, InputNode source, int? padding)
    {
        StepLengths lengths = new(source, input.Shape[1], padding);
        _model.Graph.Layer = input.Name;

        // Of ints the padding is ids like others: a caller can't write what is none.
        Node value = input.Element == ElementType.Int32 ? input
            : StepLengths.Masked(input, lengths.Present(source, _model.Extents));
        _model.Lengths[value] = lengths;
        return value;
    }

    /// <summary>Reports a layer that would take padding for steps.</summary>
    private bool MayReadPadding(Layer layer, Node[] inputs, Shape result)
    {
        if (layer.Op.MixesSamples(layer) && Array.FindIndex(inputs, _model.PaddedSamples.Contains) is var folded and >= 0)
        {
            layer.Report(ProblemKind.PaddedSteps,
                $"joins all samples of a batch, and under {PerStep} each step of {layer.Source(folded)} is one, padding too; "
                + "use [LayerNorm], which takes each step by itself.");
            return false;
        }

        int[] padded = [.. Enumerable.Range(0, inputs.Length).Where(i => _model.LengthsOf(inputs[i]) is not null)];
        if (padded.Length == 0)
        {
            return true;
        }

        StepUse use = layer.Op.Steps(layer, [.. inputs.Select(i => i.Shape.WithoutBatch())]);
        if (use == StepUse.Mixes || (use == StepUse.Each && padded.Any(i => !HasStepsOf(inputs[i].Shape, inputs, result))))
        {
            layer.Report(ProblemKind.PaddedSteps, use == StepUse.Mixes && layer.Op.WhyMixed(layer) is { } why
                ? $"reads {layer.Source(padded[0])}, whose last steps may be padding, and {why}, or let padding count as steps, filled in by [FillPadding]."
                : $"joins the steps of {layer.Source(padded[0])}, whose last ones may be padding, and can't tell which. Reduce them before, as "
                    + "[GlobalAvgPool1D] and Return = Return.Last of recurrent layers do, or let padding count as steps, filled in by [FillPadding].");
            return false;
        }

        int ints = padded.Skip(1).FirstOrDefault(i => inputs[i].Element == ElementType.Int32);
        if (ints > 0)
        {
            layer.Report(ProblemKind.PaddedSteps,
                $"reads {layer.Source(ints)} as edges, of which -1 says that there is none; write that behind the last, and leave out its {LengthsArgument}.");
            return false;
        }

        int other = Array.FindIndex(padded, i => _model.Lengths[inputs[i]] != _model.Lengths[inputs[padded[0]]]);
        if (use == StepUse.Each && other >= 0)
        {
            layer.Report(ProblemKind.PaddedSteps,
                $"joins steps of {layer.Source(padded[0])} with those of {layer.Source(padded[other])}, whose padding begins elsewhere; "
                + "give both inputs the same lengths.");
            return false;
        }

        return true;
    }

    /// <summary>Whether the steps of an input are those of the result, not repeated in each of others.</summary>
    private static bool HasStepsOf(Shape input, Node[] inputs, Shape result) =>
        result[0] == input[1] && input.Rank == inputs.Max(i => i.Shape.Rank);

    /// <summary>What is computed of each step is as long as what was read.</summary>
    private void KeepLengths(Layer layer, LayerRow row, bool perStep)
    {
        if (row.Reads.Any(_model.PaddedSamples.Contains))
        {
            _model.PaddedSamples.Add(row.Value);
        }

        StepUse use = perStep ? StepUse.Mixes : layer.Op.Steps(layer, row.Inputs);
        StepLengths? lengths = use switch
        {
            StepUse.Each => row.Reads.Select(_model.LengthsOf).FirstOrDefault(l => l is not null),
            StepUse.Joins => _model.LengthsOf(row.Reads[0]),
            StepUse.Resizes => _model.LengthsOf(row.Reads[0])?.Through(layer.Op.ChangeOfSteps(layer)!),
            StepUse.Leads => _model.LengthsOf(row.Reads[0])?.Through(StepChange.By(1)),
            _ => null,
        };
        if (lengths is not null)
        {
            _model.Lengths[row.Value] = lengths;
        }
    }
}
