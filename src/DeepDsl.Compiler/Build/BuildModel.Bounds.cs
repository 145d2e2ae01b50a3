using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>What holds a declaration to <see cref="Limits"/>, before time or memory is spent on it.</summary>
public sealed partial class BuildModel
{
    private int _steps;
    private bool _isStopped;

    /// <summary>Whether the attributes of the model alone are too many; nothing is built then.</summary>
    private bool HasTooMany()
    {
        string next = "Write stacks that repeat as a block with Repeat.";
        int layers = _spec.Layers.Count;
        return layers > Limits.Layers && TooMany(layers, "layers", Limits.Layers, Limits.Layers, next)
            || HasTooMany("Input", "inputs", "Give values that belong together as one input.")
            || HasTooMany("Output", "outputs", "Give values that belong together as one output, joined by [Concat].")
            || HasTooManyLosses();
    }

    private bool HasTooMany(string kind, string name, string next)
    {
        int[] places = [.. Enumerable.Range(0, _spec.Layers.Count).Where(i => _spec.Layers[i].Kind == kind)];
        return places.Length > Limits.Borders && TooMany(places.Length, name, Limits.Borders, places[Limits.Borders], next);
    }

    private bool HasTooManyLosses()
    {
        LossSpec[] losses = [.. _spec.Losses];
        if (losses.Length <= Limits.Borders)
        {
            return false;
        }

        _problems.Add(new Problem(
            ProblemKind.TooComplex, $"{_spec.Name} has {losses.Length} losses, where at most {Limits.Borders} can be compiled.",
            new[] { losses[Limits.Borders].Setting }, Setting: true));
        return true;
    }

    private bool TooMany(int count, string what, int most, int at, string next)
    {
        Report(ProblemKind.TooComplex, [at], $"{_spec.Name} has {count} {what}, where at most {most} can be compiled. {next}");
        return true;
    }

    /// <summary>Whether another attribute may be taken, blocks expanded; says so once where not.</summary>
    private bool MayGoOn(IReadOnlyList<int> path)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (!_isStopped && ++_steps > Limits.Layers)
        {
            _isStopped = true;
            Report(ProblemKind.TooComplex, path,
                $"{_spec.Name} has more than {Limits.Layers} layers with those inside its blocks, where at most {Limits.Layers} "
                + $"can be compiled: {_spec.Layers[path[0]].Kind} is where they run out. Lower Repeat, or use fewer blocks inside blocks.");
        }

        return !_isStopped;
    }

    /// <summary>Whether all texts of an attribute can be names; reports where one is too long for that.</summary>
    private bool HasNames(AttributeSpec spec, IReadOnlyList<int> path)
    {
        foreach (ArgumentSpec argument in spec.Arguments)
        {
            if (spec.Texts(argument.Name).FirstOrDefault(t => t.Length > Limits.NameLength) is { } text)
            {
                Report(ProblemKind.ArgumentRange, path, TextTooLong(spec.Kind, argument.Name, text), argument.Name);
                return false;
            }
        }

        return true;
    }

    internal static string TextTooLong(string kind, string argument, string text) =>
        $"{kind} has {argument} of {text.Length} characters, where at most {Limits.NameLength} make a name; shorten it.";

    /// <summary>Whether a path can name generated types, whose names metadata bounds; reports where not.</summary>
    private bool Names(string kind, string path, IReadOnlyList<int> place)
    {
        bool fits = path.Length <= Limits.NameLength;
        if (!fits)
        {
            Report(ProblemKind.ArgumentRange, place,
                $"{kind} has a name of {path.Length} characters with those of the blocks around it, where at most {Limits.NameLength} "
                + $"make the name of a type: {Shown.Text(path)} Give it or its blocks shorter names.", "Name");
        }

        return fits;
    }

    /// <summary>Whether a layer joins no more values than it can; reports where it does.</summary>
    private static bool JoinsFew(Layer layer)
    {
        int joined = layer.Op.NamesArgument is { } names ? layer.Texts(names).Count : 0;
        if (joined > Limits.JoinedValues)
        {
            layer.Report(ProblemKind.ArgumentRange,
                $"joins {joined} values, where at most {Limits.JoinedValues} can be compiled; join them in parts.",
                layer.Op.NamesArgument!);
        }

        return joined <= Limits.JoinedValues;
    }
}
