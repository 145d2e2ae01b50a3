using DeepDsl.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepDsl;

/// <summary>Models as steps of ML.NET pipelines.</summary>
public static class DeepDslCatalog
{
    /// <summary>
    /// What a trained model says of each row, in the columns by which ML.NET evaluates. Of a model that tells classes apart
    /// <c>Score</c> has the probability of each and <c>PredictedLabel</c> the key of the likeliest; of yes or no <c>Score</c> is the score,
    /// <c>Probability</c> that of yes (which a hinge loss does not tell), and <c>PredictedLabel</c> a truth value; of a number <c>Score</c> is
    /// the number, and of several a vector.
    /// </summary>
    /// <remarks>
    /// The pipeline trains nothing: the model is trained by its own <c>Fit</c>. Rows are predicted one by one, as they are read, by any
    /// number of threads. ML.NET cannot save the step; save the model by <c>SaveWeights</c>, and make the pipeline again around it.
    /// </remarks>
    /// <param name="catalog">The transforms of an ML.NET context.</param>
    /// <param name="model">A trained model of one input of floats.</param>
    /// <param name="inputColumnName">A column of vectors of as many floats as the input has, or of floats where it has one.</param>
    /// <param name="classNames">What the keys of classes stand for, in their order; null for what the model says, or else numbers.</param>
    public static IEstimator<ITransformer> DeepDsl(
        this TransformsCatalog catalog, Network model, string inputColumnName = "Features", IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(inputColumnName);
        NetworkDefinition definition = model.Definition;
        if (definition.Inputs is not [{ IsInt: false, Sizes: null } input] || definition.Outputs is not [{ Sizes: null } output])
        {
            throw new ArgumentException(
                $"{definition.Name} has {Listing.Of([.. definition.Inputs, .. definition.Outputs], Described)}; a step of a pipeline "
                + "takes a model of one input of floats and one output, of sizes that are constant.", nameof(model));
        }
        AnswerKind kind = definition.AnswerOf(0);
        int classes = kind == AnswerKind.OneOf ? output.Length : 0;
        if (classNames != null && classNames.Count != classes)
        {
            string found = classes > 0 ? $"tells {classes} apart; give a name for each"
                : kind == AnswerKind.YesOrNo ? "says yes or no, in a column of truth values; give none"
                : "gives numbers; give none";
            throw new ArgumentException(
                $"{classNames.Count} names of classes were given, but {definition.Name} {found}.", nameof(classNames));
        }
        IReadOnlyList<string> names = classNames ?? definition.LossOf(0)?.ClassNames ?? [];
        return input.Length == 1
            ? Step(catalog, new ScalarReader(model, inputColumnName), definition, names)
            : Step(catalog, new VectorReader(model, inputColumnName, input.Length), definition, names);
    }

    private static string Described(ValueDefinition value) => $"'{value.Name}' {Shapes.Text(value.Shape, value.Sizes)}";

    private static IEstimator<ITransformer> Step<TRow>(
        TransformsCatalog catalog, RowReader<TRow> reader, NetworkDefinition model, IReadOnlyList<string> names)
        where TRow : class, new() => (model.AnswerOf(0), model.Outputs[0].Length) switch
        {
            (AnswerKind.OneOf, int classes) => catalog.CustomMapping<TRow, ClassRow>(
                (row, said) => reader.Predict(row, said), contractName: null, reader.Columns, ClassRow.Columns(classes, names)),
            (AnswerKind.YesOrNo, _) when model.LossOf(0) is { Kind: Loss.Hinge } => catalog.CustomMapping<TRow, MarginRow>(
                (row, said) => reader.Predict(row, said), contractName: null, reader.Columns),
            (AnswerKind.YesOrNo, _) => catalog.CustomMapping<TRow, YesNoRow>(
                (row, said) => reader.Predict(row, said), contractName: null, reader.Columns),
            (_, 1) => catalog.CustomMapping<TRow, NumberRow>(
                (row, said) => reader.Predict(row, said), contractName: null, reader.Columns),
            (_, int width) => catalog.CustomMapping<TRow, VectorRow>(
                (row, said) => reader.Predict(row, said), contractName: null, reader.Columns, VectorRow.Columns(width)),
        };
}
