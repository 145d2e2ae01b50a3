using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Activations;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Ops.Shapes;

namespace DeepDsl.Analyzers.Losses;

/// <summary>
/// Finds the form of every layer's values in one pass with the flow. What lies between an activation and the output (a flatten, a dropout,
/// a pooling) passes the form on as far as it keeps it; where nothing is certain the form is unknown, and rules are silent.
/// </summary>
internal sealed class ValueForms
{
    private readonly Dictionary<LayerRow, FormedValue> _forms = [];

    public ValueForms(Flow flow)
    {
        foreach (LayerRow row in flow.Rows)
        {
            _forms.Add(row, Of(row));
        }
    }

    /// <summary>Of an input of the model nothing is known.</summary>
    public FormedValue this[LayerRow? row] => row is null ? FormedValue.Unknown : _forms[row];

    private FormedValue Of(LayerRow row) =>
        row.HasUnknownActivation ? FormedValue.Unknown
        : row.Activation() is { } activation ? new FormedValue(OfActivation(row, activation), row)
        : row.IsMerge() ? Merged(row)
        : row.HasWeights() ? OfProduct(row)
        : row.IsNorm() || row.Layer.Op is Embedding or Unembed ? new FormedValue(ValueForm.Real, row)
        : Passed(row);

    private static ValueForm OfActivation(LayerRow row, string activation)
    {
        switch (activation)
        {
            case "Softmax":
                return AlongLastAxis(row) ? ValueForm.Distribution : ValueForm.Unit;
            case "LogSoftmax":
                return AlongLastAxis(row) ? ValueForm.LogDistribution : ValueForm.Real;
            case "Map":
                return ValueForm.Unknown; // a function of the user's own may well be one onto [0, 1]
            default:
                return OfRange(OpTable.Find(activation) is ActivationOp op ? op.Range : ValueRange.Real);
        }
    }

    private static ValueForm OfRange(ValueRange range) => range switch
    {
        ValueRange.Unit => ValueForm.Unit,
        ValueRange.Signed => ValueForm.Signed,
        ValueRange.Positive => ValueForm.Positive,
        _ => ValueForm.Real,
    };

    private static bool AlongLastAxis(LayerRow row) =>
        row.Layer.Op is not SoftmaxOp || (row.Layer.Int("Axis") is var axis && (axis == -1 || axis == row.Output.Rank - 1));

    /// <summary>Fixed weights may average probabilities.</summary>
    private static FormedValue OfProduct(LayerRow row) =>
        row.Layer.Bool("Trainable") ? new FormedValue(ValueForm.Real, row) : FormedValue.Unknown;

    private FormedValue Merged(LayerRow row)
    {
        ValueForm[] forms = [.. row.Sources.Select(s => this[s].Form)];
        bool bounded = forms.All(f => f is ValueForm.Unit or ValueForm.Distribution);
        ValueForm form = row.Layer.Op switch
        {
            Average when forms.All(f => f == ValueForm.Distribution) => ValueForm.Distribution,
            Average or Multiply or Maximum or Concat when bounded => ValueForm.Unit,
            Average or Add or Subtract or Shortcut or Product when forms.Contains(ValueForm.Real) => ValueForm.Real,
            Concat or Maximum when forms.Distinct().Count() == 1 && forms[0] is ValueForm.Real => ValueForm.Real,
            _ => ValueForm.Unknown,
        };
        return new FormedValue(form, null);
    }

    private FormedValue Passed(LayerRow row)
    {
        FormedValue source = row.Sources.Count == 1 ? this[row.Sources[0]] : FormedValue.Unknown;
        bool passes = row.OnlyMoves() || row.IsNoise() || row.IsPool() || row.Layer.Op is Upsampling or Borders;
        return !passes ? FormedValue.Unknown
            : source.Form == ValueForm.Distribution && !KeepsSums(row) ? source with { Form = ValueForm.Unit }
            : source.Form == ValueForm.LogDistribution && !(KeepsSums(row) && (row.OnlyMoves() || row.IsNoise())) ? FormedValue.Unknown
            : source;
    }

    /// <summary>Whether each value along the last dimension still stands beside the same others.</summary>
    private static bool KeepsSums(LayerRow row)
    {
        Shape input = row.Inputs[0];
        return row.Layer.Op switch
        {
            Permute => row.Layer.Ints("Order").Last() == input.Rank - 1,
            _ => row.Layer.Op.KeepsSums && input.Rank > 0 && row.Output.Rank > 0 && input.Channels == row.Output.Channels,
        };
    }
}
