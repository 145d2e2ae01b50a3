using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Norms;
using DeepDsl.Compiler.Ops.Recurrent;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Sequences;

/// <summary>Recurrent layers that forget, or grow without a bound, and batch norms between layers over steps.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecurrenceAnalyzer : ModelAnalyzer
{
    private static readonly string[] s_bounded = ["Tanh", "Sigmoid", "HardSigmoid", "Softsign", "ReLU6"];

    /// <summary>Under ReLU it keeps a state as it is (Le et al., 2015).</summary>
    private const string Keeping = "Identity";

    /// <summary>Under ReLU these let no state grow.</summary>
    private static readonly string[] s_keeping = [Keeping, "Orthogonal"];

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        SequenceRules.DD3034_BatchNormOverSteps, SequenceRules.DD3035_LongSimpleRnn, SequenceRules.DD3036_ForgetBias,
        SequenceRules.DD3037_UnboundedRecurrence,
    ];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Flow.Rows)
        {
            switch (row.Layer.Op)
            {
                case SimpleRNN:
                    CheckSimple(model, row);
                    break;
                case LSTM when row.Layer.Real("ForgetBias") <= 0 && row.Layer.Bool("Bias"):
                    ReportForgetBias(model, row);
                    break;
                case BatchNorm when row.Output.Rank == 2 && IsBetween(model.Flow, row):
                    ReportNorm(model, row);
                    break;
            }
        }
    }

    private static void CheckSimple(ModelUnderAnalysis model, LayerRow row)
    {
        int steps = row.Inputs[0][0].Value;
        string function = row.Layer.Enum("Activation");
        string recurrent = row.Layer.Enum("RecurrentInit");
        bool isNormed = row.Layer.Bool("LayerNorm");
        if (!s_bounded.Contains(function) && !isNormed && !(function is "ReLU" && s_keeping.Contains(recurrent)))
        {
            ReportUnbounded(model, row, function, recurrent);
        }
        else if ((s_bounded.Contains(function) || (function is "ReLU" && recurrent != Keeping && !isNormed)) // it cuts half off at each step
            && steps > Steps.Long && row.Layer.Enum("Return") == "Last")
        {
            // Where every step has an answer of its own, the steps just before it may be all that it needs.
            model.Report(SequenceRules.DD3035_LongSimpleRnn, row.Path,
                $"{row.Layer.Title} answers after {steps} steps, and what its gradient keeps of a step shrinks with each that "
                + $"follows: beyond about {Steps.Long} next to nothing is left of the first ones.", "",
                [Use(row, nameof(LSTM)) with { Because = ", whose gates keep it" }, Use(row, nameof(GRU))]);
        }
    }

    private static NextStep Use(LayerRow row, string kind) => new($"use [{kind}]", draft => draft.DropGiven(row, "Activation").Rename(row.Path, kind));

    private static void ReportUnbounded(ModelUnderAnalysis model, LayerRow row, string function, string recurrent)
    {
        bool isReLU = function == "ReLU";
        string start = isReLU ? $" from Init.{recurrent}" : "";
        NextStep useTanh = new("remove Activation", draft => draft.DropGiven(row, "Activation")) { Because = " for Tanh" };
        NextStep useIdentity = new("write RecurrentInit = Init.Identity",
            draft => draft.Set(row.Path, "RecurrentInit", new EnumArgument("Init", "Identity")));
        model.Report(SequenceRules.DD3037_UnboundedRecurrence, row.Path,
            $"{row.Layer.Title} applies {(function == "None" ? "no activation" : function)} at each of {row.Steps()} to a product "
            + $"with the same weights{start}: what they enlarge grows with every step, without a bound.", "Activation",
            isReLU ? [useIdentity, useTanh] : [useTanh]);
    }

    private static void ReportForgetBias(ModelUnderAnalysis model, LayerRow row)
    {
        double bias = row.Layer.Real("ForgetBias");
        double kept = Math.Round(1 / (1 + Math.Exp(-bias)), 2);
        model.Report(SequenceRules.DD3036_ForgetBias, row.Path,
            $"{row.Layer.Title} starts its forget gates at a bias of {new NumberArgument(bias)}, so a cell keeps "
            + $"{new NumberArgument(kept)} of itself at each of {row.Steps()} and the first ones are soon gone.", "ForgetBias",
            [new("remove ForgetBias", draft => draft.DropGiven(row, "ForgetBias")) { Because = " for 1" }]);
    }

    /// <summary>Between layers over steps, not at the end of convolutions in front of them.</summary>
    private static bool IsBetween(Flow flow, LayerRow row)
    {
        static bool Passes(LayerRow r) => !r.IsRecurrent() && !r.IsAttention() && r.Layer.Op is not Compiler.Ops.Convolutions.Convolution;
        static bool OverSteps(LayerRow r) => r.IsRecurrent() || r.IsAttention();
        return flow.Upstream(row, Passes).Any(OverSteps) && flow.Downstream(row, Passes).Any(OverSteps);
    }

    private static void ReportNorm(ModelUnderAnalysis model, LayerRow row) => model.Report(SequenceRules.DD3034_BatchNormOverSteps, row.Path,
        $"{row.Layer.Title} stands between layers over steps and takes one mean and variance of {Counted.EachOfIts(row.Output.Channels, "channel")} over all "
        + $"{row.Output[0]} steps of a batch, padding and later steps among them.", "",
        [new("use [LayerNorm]", row.Shares() ? null
            : draft => draft.Replace(row, new AttributeSpec(nameof(LayerNorm), EquatableArray<ArgumentSpec>.Empty)))
            { Because = ", which looks at a step alone" }]);
}
