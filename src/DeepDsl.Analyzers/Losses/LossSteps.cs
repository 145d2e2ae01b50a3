using DeepDsl.Analyzers.Repairs;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Losses;

/// <summary>What can be done where a loss and its output don't fit.</summary>
internal static class LossSteps
{
    public static NextStep UseLoss(this LossReading reading, string name) => new($"use Loss.{name}", draft => reading.Exchange(draft, name));

    /// <summary>The loss of the same kind that applies softmax or sigmoid itself.</summary>
    public static NextStep UseLogits(this LossReading reading) => reading.Name switch
    {
        "CategoricalCrossEntropy" => reading.UseLoss("SoftmaxCrossEntropy") with { Because = ", which applies softmax itself" },
        "BinaryCrossEntropy" => reading.UseLoss("SigmoidCrossEntropy") with { Because = ", which applies sigmoid itself" },
        _ => new("remove FromLogits = false", draft => draft.DropSetting(reading.Loss.Setting, "FromLogits")),
    };

    /// <summary>The loss of the same kind that leaves softmax or sigmoid to the model.</summary>
    public static NextStep UseProbabilities(this LossReading reading) => reading.Name switch
    {
        "SoftmaxCrossEntropy" => reading.UseLoss("CategoricalCrossEntropy"),
        "SigmoidCrossEntropy" => reading.UseLoss("BinaryCrossEntropy"),
        _ => new("set FromLogits = false", draft => draft.SetSetting(reading.Loss.Setting, "FromLogits", "false")),
    };

    /// <summary>Another activation for the layer that gives the values their form.</summary>
    public static NextStep UseActivation(this LossReading reading, string name) => reading.Giver is { } giver && giver.IsActivation()
        ? new($"use [{name}] in place of [{giver.Activation()}]", reading.Edit(giver, draft => draft.SetActivation(giver, name)))
        : new($"use Activation.{name}", reading.Giver is { } fused && fused.Layer.Op.Has("Activation")
            ? reading.Edit(fused, draft => draft.SetActivation(fused, name)) : null);

    /// <summary>No activation where the layer that gives the values their form has one.</summary>
    public static NextStep RemoveActivation(this LossReading reading)
    {
        if (reading.Giver is not { } giver || giver.Activation() is not { } function)
        {
            return new("leave the output linear");
        }

        // Where the activation reads the input there would be no layer left.
        Func<Draft, Draft>? edit = giver.IsActivation() && giver.Sources[0] is null ? null
            : reading.Edit(giver, draft => draft.RemoveActivation(reading.Model.Flow, giver));
        return new(giver.IsActivation() ? $"remove [{function}]" : $"remove Activation.{function}", edit);
    }

    /// <summary>Both, as one step; only together are they of use.</summary>
    public static NextStep And(this NextStep one, NextStep other) => new(
        $"{one.Text} and {other.Text}", one.Edit is { } first && other.Edit is { } second ? draft => second(first(draft)) : null);

    /// <summary>Adds the change of the loss to a draft; arguments that the new loss does not take go.</summary>
    private static Draft Exchange(this LossReading reading, Draft draft, string name)
    {
        LossFunction loss = LossTable.Find(name)!;
        int setting = reading.Loss.Setting;
        string[] others = [.. reading.Loss.Use.Spec.Attribute.Arguments.Select(a => a.Name)
            .Where(a => !LossSpec.Common.Contains(a) && loss.Arguments.All(k => k.Name != a))];
        draft.SetSetting(setting, LossSpec.KindName, new EnumArgument(LossSpec.AttributeName, name));
        return others.Length == 0 ? draft : draft.DropSetting(setting, others);
    }

    /// <summary>The change, if the values of the layer reach nothing but this loss.</summary>
    private static Func<Draft, Draft>? Edit(this LossReading reading, LayerRow giver, Func<Draft, Draft> change) =>
        ReachesOnly(reading, giver) ? change : null;

    private static bool ReachesOnly(LossReading reading, LayerRow giver)
    {
        Flow flow = reading.Model.Flow;
        LayerRow end = reading.Loss.Row!;
        for (LayerRow row = giver; row != end; row = flow.Readers(row)[0])
        {
            if (flow.IsOutput(row) || flow.Readers(row).Count != 1)
            {
                return false;
            }
        }

        return flow.Readers(end).Count == 0 && reading.Model.Graph.OutputRows.Count(r => r == end) == 1
            && reading.Model.Losses.Count(l => l.Row == end) == 1;
    }
}
