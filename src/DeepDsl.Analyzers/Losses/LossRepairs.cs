using DeepDsl.Analyzers.Repairs;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Losses;

/// <summary>What can be done where a loss and its output don't fit.</summary>
internal static class LossRepairs
{
    public static Draft UseLoss(this LossReading reading, string name) => reading.UseLoss(reading.Model.Draft($"Use Loss.{name}"), name);

    /// <summary>Adds the change of the loss to a draft; arguments that the new loss does not take go.</summary>
    public static Draft UseLoss(this LossReading reading, Draft draft, string name)
    {
        LossFunction loss = LossTable.Find(name)!;
        int setting = reading.Loss.Setting;
        string[] others = [.. reading.Loss.Use.Spec.Attribute.Arguments.Select(a => a.Name)
            .Where(a => !LossSpec.Common.Contains(a) && loss.Arguments.All(k => k.Name != a))];
        draft.SetSetting(setting, LossSpec.KindName, new EnumArgument(LossSpec.AttributeName, name));
        return others.Length == 0 ? draft : draft.DropSetting(setting, others);
    }

    /// <summary>The loss of the same kind that applies softmax or sigmoid itself.</summary>
    public static Draft UseLogits(this LossReading reading) => reading.Name switch
    {
        "CategoricalCrossEntropy" => reading.UseLoss("SoftmaxCrossEntropy"),
        "BinaryCrossEntropy" => reading.UseLoss("SigmoidCrossEntropy"),
        _ => reading.Model.Draft("Remove FromLogits = false").DropSetting(reading.Loss.Setting, "FromLogits"),
    };

    /// <summary>The loss of the same kind that leaves softmax or sigmoid to the model.</summary>
    public static Draft UseProbabilities(this LossReading reading) => reading.Name switch
    {
        "SoftmaxCrossEntropy" => reading.UseLoss("CategoricalCrossEntropy"),
        "SigmoidCrossEntropy" => reading.UseLoss("BinaryCrossEntropy"),
        _ => reading.Model.Draft("Set FromLogits = false").SetSetting(reading.Loss.Setting, "FromLogits", "false"),
    };

    /// <summary>Another activation for the layer that gives the values their form.</summary>
    public static IEnumerable<Draft> UseActivation(this LossReading reading, string name) => OwnGiver(reading) is not { } giver ? []
        : [reading.Model.Draft(giver.IsActivation() ? $"Change to [{name}]" : $"Use Activation.{name}").SetActivation(giver, name)];

    public static IEnumerable<Draft> RemoveActivation(this LossReading reading)
    {
        // Where the activation reads the input there would be no layer left.
        if (OwnGiver(reading) is not { } giver || (giver.IsActivation() && giver.Sources[0] is null))
        {
            return [];
        }

        string title = giver.IsActivation() ? $"Remove [{giver.Layer.Op.Name}]" : $"Remove {giver.Layer.Spec["Activation"]}";
        return [reading.Model.Draft(title).RemoveActivation(reading.Model.Flow, giver)];
    }

    /// <summary>The layer that gives the values their form, if it does so by an activation whose values reach nothing but this loss.</summary>
    private static LayerRow? OwnGiver(LossReading reading) => reading.Giver is { } giver && ReachesOnly(reading, giver)
        && (giver.Layer.Op is ActivationOp || giver.Layer.Has("Activation")) ? giver : null;

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
