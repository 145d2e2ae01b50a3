using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Functions;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Softmax that says nothing, or whose logarithm is taken behind it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SoftmaxAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [LayerRules.DD3023_SoftmaxOverOneValue, LayerRules.DD3024_LogOfSoftmax];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Flow.Rows)
        {
            if (row.Activation() is "Softmax" or "LogSoftmax" && Axis(row) is 1)
            {
                ReportOne(model, row);
            }
            else if (row.Layer.Op is Map && IsLogarithm(row.Layer) && Source(model.Flow, row) is { } softmax)
            {
                model.Report(LayerRules.DD3024_LogOfSoftmax, row.Path,
                    $"{row.Layer.Title} takes the logarithm of softmax of {softmax.Layer.Title}: "
                    + $"where one of {softmax.Known(softmax.Output, "its values")} "
                    + "rounds to 0 it is infinite, and so is its gradient. "
                    + "Use LogSoftmax, which computes both in one step.",
                    "Function", () => [model.Draft("Use LogSoftmax").Remove(model.Flow, row).SetActivation(softmax, "LogSoftmax")]);
            }
        }
    }

    /// <summary>How many values softmax is over; null where that follows from a guess.</summary>
    private static int? Axis(LayerRow row)
    {
        int axis = row.IsActivation() ? row.Layer.Int("Axis") : -1;
        return row.HasGuessedChannels || (row.IsGuessed && axis != -1) ? null : row.Output[axis < 0 ? axis + row.Output.Rank : axis].Value;
    }

    private static void ReportOne(ModelUnderAnalysis model, LayerRow row)
    {
        string function = row.Activation()!;
        model.Report(LayerRules.DD3023_SoftmaxOverOneValue, row.Path,
            $"{row.Layer.Title} applies {function} over one value{(row.IsGuessed ? "" : $" of {row.Output}")}, "
            + $"which gives {(function == "Softmax" ? 1 : 0)} "
            + "whatever it is. "
            + "For two classes use Sigmoid, or two "
            + "units.", "Activation", () => function == "Softmax" ? [model.Draft("Use Sigmoid").SetActivation(row, "Sigmoid")] : []);
    }

    /// <summary>Log(x), or Log(x + a little).</summary>
    private static bool IsLogarithm(Layer layer) => layer.Functions.FirstOrDefault(f => f.Name == layer.Text("Function")) is { } function
        && FunctionBody.Read(function).Body is UnaryExpr { Op: UnaryOp.Log, Operand: { } x }
        && x is ArgExpr or BinaryExpr { Op: BinaryOp.Add, Left: ArgExpr, Right: ConstExpr };

    private static LayerRow? Source(Flow flow, LayerRow row)
    {
        LayerRow at = row;
        while (at.Sources[0] is { } before && flow.OnlyReader(before) == at && (before.OnlyMoves() || before.Activation() == "Softmax"))
        {
            if (before.Activation() is not null)
            {
                return before;
            }

            at = before;
        }

        return null;
    }
}
