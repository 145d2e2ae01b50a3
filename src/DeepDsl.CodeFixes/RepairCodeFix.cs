using System.Collections.Immutable;
using DeepDsl.Analyzers;
using DeepDsl.Analyzers.Repairs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace DeepDsl.CodeFixes;

/// <summary>Carries out what <see cref="Offers"/> has for a diagnostic.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class RepairCodeFix : CodeFixProvider
{
    private const string FirstKey = "first";

    /// <summary>Of the first repair of any finding.</summary>
    internal const string KeyOfFirst = FirstKey + " 1";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        RuleIds.LayersOnSecondPart, RuleIds.MissingInput, RuleIds.MisplacedInput, RuleIds.UnknownName, RuleIds.DuplicateName,
        RuleIds.UnusedName, RuleIds.UnreadOutput, RuleIds.SeveralOutputs,
        RuleIds.ReservedName, RuleIds.ShareMismatch, RuleIds.MissingArgument, RuleIds.ArgumentRange, RuleIds.ConflictingArguments,
        RuleIds.WrongRank, RuleIds.WrongType, RuleIds.NoWindowFits, RuleIds.MergeShapes, RuleIds.ConcatShapes, RuleIds.ShortcutShapes,
        RuleIds.ReshapeSize, RuleIds.GroupsDoNotDivide, RuleIds.LabelsSize, RuleIds.LossShape, RuleIds.TooLarge,
        RuleIds.RowsLostByConvolution, RuleIds.RowsLostByPooling, RuleIds.ChannelsFirst, RuleIds.WindowsOfPadding, RuleIds.RuntimeSize,
        RuleIds.PaddedSteps, RuleIds.LayerWithoutOnnxForm, RuleIds.OnnxVersion,
        RuleIds.ConstantInit, RuleIds.BiasStart, RuleIds.SigmoidStack, RuleIds.TanhStack, RuleIds.SigmoidsInARow, RuleIds.TanhsInARow,
        RuleIds.HeInitOnSaturation, RuleIds.GlorotInitOnReLU, RuleIds.SeluInit, RuleIds.SeluWithNorm, RuleIds.SeluWithDropout,
        RuleIds.LinearPair, RuleIds.ActivationPair, RuleIds.ReLUOnScores, RuleIds.DropoutBeforeBatchNorm, RuleIds.BiasBeforeBatchNorm,
        RuleIds.DropoutOnScores, RuleIds.HighDropoutRate, RuleIds.NearlyAllDropped, RuleIds.DropoutOnFewUnits,
        RuleIds.BatchNormOnSmallBatch, RuleIds.DeepPlainStack,
        RuleIds.NoBias, RuleIds.SoftmaxOverOneValue, RuleIds.LogOfSoftmax,
        RuleIds.SignalScale, RuleIds.OnlyPoolingBetween, RuleIds.HiddenSoftmax, RuleIds.ForgetfulBatchNorm, RuleIds.PenaltyOutweighs,
        RuleIds.PositionsLeft, RuleIds.LoudTiedVectors, RuleIds.CutStreams,
        RuleIds.SeesTheAnswer, RuleIds.MaySeeTheAnswer, RuleIds.NoPositions, RuleIds.NoPositionsOfSteps, RuleIds.NarrowHeads,
        RuleIds.BatchNormOverSteps, RuleIds.LongSimpleRnn, RuleIds.ForgetBias, RuleIds.UnboundedRecurrence, RuleIds.GrowingSums,
        RuleIds.LossOverPadding, RuleIds.NoClipping,
        RuleIds.ScoresForProbabilities, RuleIds.NoDistribution, RuleIds.SoftmaxForLabels, RuleIds.ActivationTwice,
        RuleIds.LogSoftmaxTwice, RuleIds.RegressionOnSoftmax, RuleIds.RegressionOnSigmoid, RuleIds.RegressionOnReLU,
        RuleIds.HingeOnPositive, RuleIds.BinaryForExclusiveClasses, RuleIds.LabelsWithoutLoss, RuleIds.LossWithoutWeight,
        RuleIds.LearningRate, RuleIds.TrainingRange, RuleIds.DecayedTwice, RuleIds.MaxNormBelowInit, RuleIds.BatchOfOne,
        RuleIds.EverythingFrozen, RuleIds.FrozenBatchNorm, RuleIds.ClipNeverActs, RuleIds.IgnoredSetting, RuleIds.DecayTooStrong,
        RuleIds.FrozenPenalty, RuleIds.FewRowsLostByConvolution, RuleIds.OnlyPoolingBetweenSeveral, RuleIds.DropoutOnMaps,
        RuleIds.SlopeOfLeakyReLU, RuleIds.ImageLeft, RuleIds.NoSuchPositions, RuleIds.LogVarianceBounded, RuleIds.BoundedCounts,
            RuleIds.UnusualBatch, RuleIds.SlowRate,
        RuleIds.MergedWithItself, RuleIds.NoRegularisation, RuleIds.NegativeLoss, RuleIds.LossOutOfScale,
        RuleIds.HeadHoldsMostParameters, RuleIds.ChannelsOffVector, RuleIds.FiltersShrink, RuleIds.HiddenLayerWidens,
        RuleIds.KernelGrows, RuleIds.AveragePooling, RuleIds.DropoutBeforePooling, RuleIds.KernelShrinks, RuleIds.HiddenLayerNarrows);

    public override FixAllProvider GetFixAllProvider() => new RepairAll();

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            IReadOnlyList<Repair> offers = Offers.For(diagnostic, model, context.CancellationToken);
            foreach ((string? key, Repair repair) in Keyed(offers).Where(r => RepairEdits.CanApply(r.Repair)))
            {
                Task<Solution> Apply(CancellationToken _) => Task.FromResult(RepairEdits.Apply(context.Document.Project.Solution, [repair]));
                context.RegisterCodeFix(CodeAction.Create(repair.Offer, Apply, key), diagnostic);
            }
        }
    }

    /// <summary>
    /// The repairs of a diagnostic, and what tells a fix-all which to repeat: the first of each finding, or another one of those that
    /// change the same; numbers and names differ from place to place. The rule is no part of it: a fix-all names that besides, and
    /// <c>dotnet format</c> takes the key from the first finding of the analyzer, which may be of another rule. No key, and so no fix-all,
    /// where the data must change too.
    /// </summary>
    internal static IEnumerable<(string? Key, Repair Repair)> Keyed(IReadOnlyList<Repair> repairs)
    {
        Dictionary<string, int> alike = [];
        for (int i = 0; i < repairs.Count; i++)
        {
            string kind = i == 0 ? FirstKey : string.Join(" ", repairs[i].Edits.Select(Kind).Distinct());
            alike[kind] = alike.TryGetValue(kind, out int count) ? count + 1 : 1;
            yield return (repairs[i].ChangesData ? null : $"{kind} {alike[kind]}", repairs[i]);
        }
    }

    private static string Kind(RepairEdit edit) => $"{edit.Verb} {edit.Argument} {(edit.Verb == RepairVerb.Member ? edit.Value : "")}";
}
