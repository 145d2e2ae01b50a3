using DeepDsl.Analyzers.Repairs;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Losses;

/// <summary>What can be done where a loss and its output don't fit; null where the model would not compile or another reader would be hurt.</summary>
internal static class LossRepairs
{
    public static Repair? UseLoss(this LossReading reading, string name) => reading.UseLoss(new Repair($"Use Loss.{name}"), name);

    /// <summary>Adds the change of the loss to a repair; arguments that the new loss does not take go.</summary>
    public static Repair? UseLoss(this LossReading reading, Repair repair, string name)
    {
        LossFunction loss = LossTable.Find(name)!;
        if (loss is CategoricalLoss && reading.Loss.Use.Function is not CategoricalLoss && !TakesClasses(reading))
        {
            return null;
        }

        AttributeSyntax attribute = reading.Model.EditableSetting(reading.Loss.Setting);
        repair.SetMember(attribute, "", "Loss", name);
        foreach (ArgumentSpec argument in reading.Loss.Use.Spec.Attribute.Arguments.Where(a => !LossSpec.Common.Contains(a.Name) && loss.Arguments.All(k => k.Name != a.Name)))
        {
            repair.Drop(attribute, argument.Name);
        }

        return repair;
    }

    /// <summary>The loss of the same kind that applies softmax or sigmoid itself.</summary>
    public static Repair? UseLogits(this LossReading reading) => reading.Name switch
    {
        "CategoricalCrossEntropy" => reading.UseLoss("SoftmaxCrossEntropy"),
        "BinaryCrossEntropy" => reading.UseLoss("SigmoidCrossEntropy"),
        _ => new Repair("Remove FromLogits = false").Drop(reading.Model.EditableSetting(reading.Loss.Setting), "FromLogits"),
    };

    /// <summary>The loss of the same kind that leaves softmax or sigmoid to the model.</summary>
    public static Repair? UseProbabilities(this LossReading reading) => reading.Name switch
    {
        "SoftmaxCrossEntropy" => reading.UseLoss("CategoricalCrossEntropy"),
        "SigmoidCrossEntropy" => reading.UseLoss("BinaryCrossEntropy"),
        _ => new Repair("Set FromLogits = false").Set(reading.Model.EditableSetting(reading.Loss.Setting), "FromLogits", "false"),
    };

    /// <summary>Another activation for the layer that gives the values their form.</summary>
    public static Repair? UseActivation(this LossReading reading, string name)
    {
        if (EditableActivation(reading) is not { } attribute)
        {
            return null;
        }

        if (reading.Giver!.Layer.Op is not ActivationOp)
        {
            return new Repair($"Use Activation.{name}").SetMember(attribute, "Activation", "Activation", name);
        }

        ActivationOp activation = OpTable.Activation(name);
        Repair repair = new Repair($"Change to [{name}]").Rename(attribute, name);
        foreach (OpArgument argument in reading.Giver.Layer.Op.Arguments.Where(a => activation.Arguments.All(k => k.Name != a.Name)))
        {
            repair.Drop(attribute, argument.Name);
        }

        return repair;
    }

    public static Repair? RemoveActivation(this LossReading reading)
    {
        if (EditableActivation(reading) is not { } attribute)
        {
            return null;
        }

        if (reading.Giver!.Layer.Op is not ActivationOp op)
        {
            return new Repair($"Remove {reading.Giver.Layer.Spec["Activation"]}").Drop(attribute, "Activation");
        }

        // What reads the layer by name, or follows it in place of another, would change its source.
        bool stands = reading.Giver.Sources[0] is not null && !new[] { "Name", "From", "When" }.Any(reading.Giver.Layer.Has);
        return stands ? new Repair($"Remove [{op.Name}]").Remove(attribute) : null;
    }

    /// <summary>The attribute of the giver's activation, if its values reach nothing but this loss.</summary>
    private static AttributeSyntax? EditableActivation(LossReading reading)
    {
        if (reading.Giver is not { } giver || reading.Model.Editable(giver) is not { } attribute || !ReachesOnly(reading, giver))
        {
            return null;
        }

        return giver.Layer.Op is ActivationOp ? (Names.IsNumbered(reading.Model.Spec, giver.Layer.Op.Stem) ? null : attribute)
            : giver.Layer.Has("Activation") ? attribute : null;
    }

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

    /// <summary>A dense layer on an image is a mistake under such a loss (DD2001), and none under others.</summary>
    private static bool TakesClasses(LossReading reading) => reading.Units > 1
        && (reading.Loss.Use.OutputShape.Rank != 3 || !reading.Model.Graph.Rows.Any(r => r.Layer.Op is Dense && r.Inputs[0].Rank == 3));
}
