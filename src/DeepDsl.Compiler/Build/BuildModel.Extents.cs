using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>Dimensions that are set at run time: their bounds, and that a call can tell them.</summary>
public sealed partial class BuildModel
{
    /// <summary>Takes in the bounds before any layer is built.</summary>
    private void ReadExtents()
    {
        _model.Extents.StandForConstants = _spec.ExtentsStandForConstants;
        foreach (ExtentSpec extent in _spec.Extents)
        {
            (ProblemKind Kind, string Message, string Argument)? wrong =
                extent.Symbol.Length == 0
                    ? (ProblemKind.ArgumentRange, "Extent bounds a dimension of Dim, such as Dim.T: [Extent(Dim.T, Max = 256)].", "Symbol")
                : extent.Max is null
                    ? (ProblemKind.MissingArgument, $"Extent of {extent.Symbol} needs Max, the largest that a call may set: "
                        + $"[Extent(Dim.{extent.Symbol}, Max = 256)].", "")
                : extent.Min < 1
                    ? (ProblemKind.ArgumentRange, $"Extent of {extent.Symbol} has Min = {extent.Min}; it must be at least 1.", "Min")
                : extent.Max < extent.Min || extent.Max > Limits.Extent
                    ? (ProblemKind.ArgumentRange, $"Extent of {extent.Symbol} has Max = {extent.Max}; it must be from Min, which is {extent.Min}, "
                        + $"to {Limits.Extent}.", "Max")
                : _model.Extents.Has(extent.Symbol)
                    ? (ProblemKind.DuplicateName, $"{extent.Symbol} has an extent already; remove one of the two.", "Symbol")
                : null;
            if (wrong is { } found)
            {
                ReportSetting(found.Kind, extent.Setting, found.Message, found.Argument);
            }
            else
            {
                _model.Extents.Add(extent.Symbol, (int)extent.Min, (int)extent.Max!);
            }
        }
    }

    /// <summary>Each dimension follows from the length of an input, once those before it are known.</summary>
    private void CheckExtents()
    {
        if (_model.Inputs.Count < _spec.Layers.Count(l => l.Kind == "Input"))
        {
            return; // another may tell them
        }

        List<string[]> inputs = [.. _model.Inputs.Select(i => i.Node.Shape.WithoutBatch().Size.Symbols.ToArray())];
        HashSet<string> known = [];
        while (inputs.Select(i => i.Except(known).ToArray()).FirstOrDefault(i => i.Length == 1) is { } next)
        {
            known.Add(next[0]);
        }

        bool IsWrong(ExtentSpec extent) => _problems.Any(p => p.Setting && p.Path[0] == extent.Setting);
        foreach (ExtentSpec extent in _spec.Extents.Where(e => !IsWrong(e) && !known.Contains(e.Symbol)))
        {
            ReportSetting(ProblemKind.ArgumentRange, extent.Setting, inputs.Any(i => i.Contains(extent.Symbol))
                ? $"No input tells {extent.Symbol} by its length, since it stands beside another dimension that is set at run time; "
                    + "give an input that has it alone."
                : $"No input has the dimension {extent.Symbol}; remove its extent, or write [Input(Dim.{extent.Symbol}, ..)].", "");
        }
    }

    /// <summary>A dimension of an input; null where it is set at run time between unknown bounds.</summary>
    private Dim? Dimension(Argument argument) => argument switch
    {
        NumberArgument number => (long)Math.Min(number.Value, int.MaxValue),
        _ when ExtentSpec.Dimension(argument) is { } symbol && _model.Extents.Has(symbol) => Dim.Symbol(symbol),
        _ => null,
    };

    /// <summary>Reports a shape of which the smallest sizes leave nothing.</summary>
    private static bool IsPositive(Layer layer, Shape shape)
    {
        int axis = shape.ToList().FindIndex(d => layer.Extents.Least(d) < 1);
        if (axis < 0)
        {
            return true;
        }

        string symbol = shape[axis].Symbols.First();
        layer.Report(ProblemKind.NoWindowFits,
            $"gives {shape}, which leaves {layer.Extents.Least(shape[axis])} along axis {axis} where {symbol} is {layer.Extents.Least(Dim.Symbol(symbol))}; "
            + $"take less, or raise Min of the extent of {symbol}.");
        return false;
    }

    private void ReportSetting(ProblemKind kind, int setting, string message, string argument) =>
        _problems.Add(new Problem(kind, message, new[] { setting }, argument, Setting: true));
}
