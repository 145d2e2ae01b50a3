using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>What the augmentations of a fit change: each with its input, its shape, and what tells its lengths or takes its labels.</summary>
internal sealed class AugmentPlan
{
    private readonly NetworkDefinition _model;
    private readonly DatasetBinding _data;

    public AugmentPlan(NetworkDefinition model, DatasetBinding data, IReadOnlyList<Augmentation> augmentations)
    {
        (_model, _data) = (model, data);
        Change[] changes = [.. AffineAugmentation.Merged(augmentations).Select(Bind)];
        int mixing = Array.FindIndex(changes, c => c.Augmentation.Mixes);
        Changes = mixing < 0 ? changes : changes[..mixing];
        Mixes = mixing < 0 ? [] : changes[mixing..];
        if (Array.Find(Mixes, c => !c.Augmentation.Mixes) is { } late)
        {
            throw new ArgumentException($"{late.Augmentation} changes samples alone, so it goes before {Mixes[0].Augmentation}, which mixes them.");
        }
        if (Mixes.Length > 0)
        {
            CheckMixing();
        }
    }

    /// <summary>Of samples alone.</summary>
    public Change[] Changes { get; }

    /// <summary>Of samples with their partners.</summary>
    public Change[] Mixes { get; }

    /// <summary>One of them.</summary>
    /// <param name="Augmentation">What it does.</param>
    /// <param name="Input">Of the model.</param>
    /// <param name="Shape">Of a sample.</param>
    /// <param name="Lengths">The input that holds how many steps are its own; -1 for none.</param>
    /// <param name="Labels">The loss whose labels it makes; -1 for none.</param>
    public sealed record Change(Augmentation Augmentation, int Input, int[] Shape, int Lengths, int Labels);

    private Change Bind(Augmentation augmentation)
    {
        int input = InputOf(augmentation);
        int[] shape = ShapeOf(augmentation, input);
        ValueDefinition definition = _model.Inputs[input];
        if (Shapes.Product(shape) != _data.InputColumns[input]!.Width)
        {
            throw new ArgumentException(
                $"{augmentation} sees {Shapes.Text(shape)}, but input '{definition.Name}' of {_model.Name} has "
                + $"{_data.InputColumns[input]!.Width} values; give As a shape of as many.");
        }
        if (augmentation.Moves)
        {
            CheckTargetsStay(augmentation, shape, definition.IsInt);
        }
        int limit = definition.LimitAt(_data.Symbols);
        if (limit > 0 && augmentation.Vocabulary > limit)
        {
            throw new ArgumentException(
                $"{augmentation} writes tokens below {augmentation.Vocabulary}, but input '{definition.Name}' of {_model.Name} takes 0 to {limit - 1}.");
        }
        return new(augmentation, input, shape, LengthsOf(augmentation), augmentation.SetsLabels ? LabelsOf(augmentation, shape) : -1);
    }

    private int InputOf(Augmentation augmentation)
    {
        if (augmentation.InputName is { } name)
        {
            int named = Array.FindIndex(_model.Inputs, i => i.Name == name);
            return named < 0 || _data.InputColumns[named] == null
                ? throw new ArgumentException(
                    $"{augmentation} is on input '{name}', but {_model.Name} reads {Listing.Quoted([.. _model.Inputs.Select(i => i.Name)])} from data.")
                : augmentation.Mismatch(_model.Inputs[named].IsInt, ShapeOf(augmentation, named)) is { } takes
                    ? throw new ArgumentException($"{augmentation} takes {takes}, but input '{name}' of {_model.Name} is {Described(named)}.")
                    : named;
        }
        int[] fitting =
        [
            .. Enumerable.Range(0, _model.Inputs.Length).Where(
                i => _data.InputColumns[i] != null && augmentation.Mismatch(_model.Inputs[i].IsInt, ShapeOf(augmentation, i)) == null),
        ];
        if (fitting.Length == 1)
        {
            return fitting[0];
        }
        if (fitting.Length > 1)
        {
            throw new ArgumentException(
                $"{augmentation} could change {Listing.Quoted([.. fitting.Select(i => _model.Inputs[i].Name)])} of {_model.Name}; say which by "
                + $"On(\"{_model.Inputs[fitting[0]].Name}\").");
        }
        string takesAny = augmentation.Mismatch(_model.Inputs[0].IsInt, ShapeOf(augmentation, 0))!;
        throw new ArgumentException(
            $"{augmentation} takes {takesAny}, but {_model.Name} has {Listing.Of(_model.Inputs, i => $"'{i.Name}' {Described(Array.IndexOf(_model.Inputs, i))}")}; "
            + "As gives flat values a shape.");
    }

    private int[] ShapeOf(Augmentation augmentation, int input) => augmentation.GivenShape
        ?? (_model.Inputs[input].Sizes is { } sizes ? Array.ConvertAll(sizes, s => (int)s.At(_data.Symbols)) : _model.Inputs[input].Shape);

    private string Described(int input) => $"{(_model.Inputs[input].IsInt ? "ints" : "floats")} {Shapes.Text(_model.Inputs[input].Shape, _model.Inputs[input].Sizes)}";

    private int LengthsOf(Augmentation augmentation)
    {
        if (augmentation.LengthsName is not { } name)
        {
            return -1;
        }
        int lengths = Array.FindIndex(_model.Inputs, i => i.Name == name);
        return lengths >= 0 && _data.InputColumns[lengths] is { IsInt: true, Width: 1 }
            ? lengths
            : throw new ArgumentException($"{augmentation} reads lengths from '{name}', but {_model.Name} has no input of one int of that name.");
    }

    private int LabelsOf(Augmentation augmentation, int[] shape)
    {
        int loss = Array.FindIndex(
            _model.Losses, l => l.IgnoreIndex != null && _data.TargetColumns[Array.IndexOf(_model.Losses, l)] is { IsInt: true } c && c.Width == shape[0]);
        return loss >= 0
            ? loss
            : throw new ArgumentException(
                $"{augmentation} makes a label for each of {shape[0]} tokens, but {_model.Name} has no loss with IgnoreIndex that takes as many ints "
                + "of the training set. Give the loss an IgnoreIndex, and the data set a target column of that width.");
    }

    /// <summary>Targets that lie on the places of an input would have to move as it does.</summary>
    private void CheckTargetsStay(Augmentation augmentation, int[] shape, bool isInt)
    {
        int[] places = isInt ? shape : shape[..^1];
        for (int i = 0; i < _model.Losses.Length; i++)
        {
            if (_data.TargetColumns[i] is not { } column)
            {
                continue;
            }
            int[] target = (column.IsInt ? _model.Losses[i].IntTargetShape : _model.Losses[i].TargetShape) ?? [];
            if (target.Length >= places.Length && target.AsSpan(0, places.Length).SequenceEqual(places))
            {
                throw new ArgumentException(
                    $"{augmentation} moves values of {Shapes.Text(shape)}, but the targets of {_model.Losses[i].Kind} on output "
                    + $"'{_model.Outputs[_model.Losses[i].Output].Name}' lie on the same places {Shapes.Text(target)} and would stay. Leave it out.");
            }
        }
    }

    private void CheckMixing()
    {
        string mixing = Mixes[0].Augmentation.ToString()!;
        if (_data.Carried != null)
        {
            throw new ArgumentException($"{mixing} mixes samples, but those are segments of streams here (FitOptions.Carried). Leave it out.");
        }
        for (int i = 0; i < _model.Losses.Length; i++)
        {
            LossDefinition loss = _model.Losses[i];
            if (_data.TargetColumns[i] is { IsInt: true } && (!loss.TakesFloats || loss.IgnoreIndex != null || loss.Sequences != null))
            {
                throw new ArgumentException(
                    $"{mixing} makes shares of classes of labels, but {loss.Kind} on output '{_model.Outputs[loss.Output].Name}' takes ints alone"
                    + $"{(loss.IgnoreIndex != null ? " where it has an IgnoreIndex" : "")}. Leave it out.");
            }
        }
        for (int i = 0; i < _model.Inputs.Length; i++)
        {
            if (_data.InputColumns[i] != null && !Mixes.Any(m => m.Input == i))
            {
                throw new ArgumentException(
                    $"{mixing} mixes input '{_model.Inputs[Mixes[0].Input].Name}', but input '{_model.Inputs[i].Name}' of {_model.Name} belongs to the "
                    + "sample too and would not be mixed. Leave it out.");
            }
        }
    }
}
