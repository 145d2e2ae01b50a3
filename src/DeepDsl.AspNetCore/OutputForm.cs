using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>What an output says: one of some classes, yes or no, or numbers.</summary>
internal sealed class OutputForm
{
    private readonly AnswerKind _kind;

    private OutputForm(NetworkDefinition model, int index, IReadOnlyList<string> classNames)
    {
        (Index, Value, _kind) = (index, model.Outputs[index], model.AnswerOf(index));
        AreScores = model.LossOf(index) is { Kind: Loss.Hinge };
        ClassNames = HasClasses ? classNames : [];
    }

    /// <summary>Which output of the model.</summary>
    public int Index { get; }

    public ValueDefinition Value { get; }

    public string Name => Value.Name;

    public bool HasClasses => _kind != AnswerKind.Numbers;

    /// <summary>Whether one value tells two classes apart.</summary>
    public bool IsYesOrNo => _kind == AnswerKind.YesOrNo;

    /// <summary>Whether what stands beside a class is no probability.</summary>
    public bool AreScores { get; }

    public int Classes => IsYesOrNo ? 2 : Value.Length;

    /// <summary>Empty where they have numbers alone.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <param name="model">Whose outputs they are.</param>
    /// <param name="given">What the program calls the classes; null for what the model says.</param>
    /// <param name="labels">What records call the classes; empty for nothing.</param>
    public static OutputForm[] Of(NetworkDefinition model, IReadOnlyList<string>? given, IReadOnlyList<string> labels)
    {
        OutputForm[] forms = [.. model.Outputs.Select((o, i) => Of(model, i, given, labels))];
        if (given != null && !forms.Any(f => f.HasClasses && f.Classes == given.Count))
        {
            throw new ArgumentException(
                $"{given.Count} names of classes were given, but {model.Name} {Found(forms)}; give a name for each class, or none.");
        }
        if (given?.GroupBy(name => name).FirstOrDefault(names => names.Skip(1).Any()) is { } twice)
        {
            throw new ArgumentException(
                $"{nameof(PredictOptions)}.{nameof(PredictOptions.ClassNames)} has '{Listing.Short(twice.Key)}' twice; "
                + $"give each class of {model.Name} a name of its own.");
        }
        return forms;
    }

    private static OutputForm Of(NetworkDefinition model, int index, IReadOnlyList<string>? given, IReadOnlyList<string> labels)
    {
        LossDefinition? loss = model.LossOf(index);
        int classes = loss?.Classes ?? 0;
        IReadOnlyList<string> names = given?.Count == classes ? given : labels.Count == classes ? labels : loss?.ClassNames ?? [];
        return new OutputForm(model, index, names.Count == classes ? names : []);
    }

    private static string Found(OutputForm[] forms) => Array.Find(forms, f => f.HasClasses) is { } form
        ? $"tells {form.Classes} classes apart" : "has no output that tells classes apart";
}
