using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using static DeepDsl.Analyzers.Rules.CostRules;
using static DeepDsl.Analyzers.Rules.DeclarationRules;
using static DeepDsl.Analyzers.Rules.ShapeRules;

namespace DeepDsl.Analyzers.Rules;

/// <summary>The rule of each kind of problem that the compiler finds.</summary>
public static class ProblemRules
{
    public static IReadOnlyDictionary<ProblemKind, DiagnosticDescriptor> ByKind { get; } = new Dictionary<ProblemKind, DiagnosticDescriptor>
    {
        [ProblemKind.NotPartial] = DD1001_NotPartial,
        [ProblemKind.DeclarationForm] = DD1002_DeclarationForm,
        [ProblemKind.BaseClass] = DD1003_BaseClass,
        [ProblemKind.LayersOnSecondPart] = DD1004_LayersOnSecondPart,
        [ProblemKind.NoLayers] = DD1005_NoLayers,
        [ProblemKind.MissingInput] = DD1006_MissingInput,
        [ProblemKind.MisplacedInput] = DD1007_MisplacedInput,
        [ProblemKind.UnknownLayer] = DD1008_UnknownLayer,
        [ProblemKind.UnknownName] = DD1009_UnknownName,
        [ProblemKind.DuplicateName] = DD1010_DuplicateName,
        [ProblemKind.UnusedName] = DD1011_UnusedName,
        [ProblemKind.UnreadOutput] = DD1012_UnreadOutput,
        [ProblemKind.SeveralOutputs] = DD1013_SeveralOutputs,
        [ProblemKind.ReservedName] = DD1014_ReservedName,
        [ProblemKind.ShareMismatch] = DD1015_ShareMismatch,
        [ProblemKind.BlockRecursion] = DD1016_BlockRecursion,
        [ProblemKind.BlockParameter] = DD1017_BlockParameter,
        [ProblemKind.NotConstant] = DD1018_NotConstant,
        [ProblemKind.UnsupportedExpression] = DD1019_UnsupportedExpression,
        [ProblemKind.MissingArgument] = DD1020_MissingArgument,
        [ProblemKind.ArgumentRange] = DD1021_ArgumentRange,
        [ProblemKind.ConflictingArguments] = DD1022_ConflictingArguments,
        [ProblemKind.CompilerFailure] = DD1023_CompilerFailure,
        [ProblemKind.TooComplex] = DD1024_TooComplex,
        [ProblemKind.LanguageVersion] = DD1025_LanguageVersion,
        [ProblemKind.Constructor] = DD1026_Constructor,
        [ProblemKind.Extension] = DD1027_Extension,
        [ProblemKind.FeatureMember] = DD1028_FeatureMember,
        [ProblemKind.SeveralLabels] = DD1029_SeveralLabels,
        [ProblemKind.RecordInput] = DD1030_RecordInput,
        [ProblemKind.TuneTarget] = DD1031_TuneTarget,
        [ProblemKind.TuneValues] = DD1032_TuneValues,
        [ProblemKind.TooManyVariants] = DD1033_TooManyVariants,
        [ProblemKind.ImpossibleVariant] = DD1034_ImpossibleVariant,
        [ProblemKind.WrongRank] = DD2001_WrongRank,
        [ProblemKind.WrongType] = DD2002_WrongType,
        [ProblemKind.NoWindowFits] = DD2003_NoWindowFits,
        [ProblemKind.MergeShapes] = DD2004_MergeShapes,
        [ProblemKind.ConcatShapes] = DD2005_ConcatShapes,
        [ProblemKind.ShortcutShapes] = DD2006_ShortcutShapes,
        [ProblemKind.ReshapeSize] = DD2007_ReshapeSize,
        [ProblemKind.GroupsDoNotDivide] = DD2008_GroupsDoNotDivide,
        [ProblemKind.LabelsSize] = DD2009_LabelsSize,
        [ProblemKind.LossShape] = DD2010_LossShape,
        [ProblemKind.TooLarge] = DD2011_TooLarge,
        [ProblemKind.RuntimeSize] = DD2016_RuntimeSize,
        [ProblemKind.PaddedSteps] = DD2017_PaddedSteps,
        [ProblemKind.ExpressionShapes] = DD2018_ExpressionShapes,
        [ProblemKind.BudgetExceeded] = DD6001_BudgetExceeded,
    };

    /// <summary>
    /// Kinds without a rule here: a broken block is reported at the block, what is not C# by the C# compiler, and names of other libraries
    /// by a generator.
    /// </summary>
    public static IReadOnlyCollection<ProblemKind> ReportedElsewhere { get; } =
        [ProblemKind.BrokenBlock, ProblemKind.CSharpError, ProblemKind.ForeignName];
}
