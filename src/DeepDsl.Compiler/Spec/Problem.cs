namespace DeepDsl.Compiler.Spec;

/// <summary>A mistake in a declaration. Each kind is one rule of the analyzers.</summary>
public enum ProblemKind
{
    NotPartial, MissingInput, MisplacedInput, NoLayers, LayersOnSecondPart, UnknownLayer, NotConstant, UnknownName, DuplicateName,
    UnusedName, UnreadOutput, SeveralOutputs, MergeShapes, ConcatShapes, ReservedName, ShareMismatch, BlockRecursion, BlockParameter,
    BaseClass, UnsupportedExpression, ArgumentRange, MissingArgument, ConflictingArguments, NoWindowFits, WrongRank, WrongType, ReshapeSize,
    GroupsDoNotDivide, ShortcutShapes, ExpressionShapes, LabelsSize, LossShape, BudgetExceeded, TooLarge, TooComplex, DeclarationForm, LanguageVersion,
    Constructor, Extension,

    /// <summary>[Tune] names nothing that can vary, or stands on what can't.</summary>
    TuneTarget,

    /// <summary>[Tune] has no values, or such as its setting can't have.</summary>
    TuneValues,

    /// <summary>Tuned constants have more combinations than a model is compiled for.</summary>
    TooManyVariants,

    /// <summary>At some value of a tuned constant there is no model.</summary>
    ImpossibleVariant,

    /// <summary>A layer needs a constant where a size is set at run time.</summary>
    RuntimeSize,

    /// <summary>A layer joins the steps of padded sequences without knowing which are padding.</summary>
    PaddedSteps,

    /// <summary>A member of a record can't be a feature, or not by its attributes.</summary>
    FeatureMember,

    /// <summary>Two members of a record are its label.</summary>
    SeveralLabels,

    /// <summary>An input names a type that has no features, or is not the model's only one.</summary>
    RecordInput,

    /// <summary>The compiler threw.</summary>
    CompilerFailure,

    /// <summary>A block that is used is wrong itself: no rule, since the mistake is reported at the block.</summary>
    BrokenBlock,

    /// <summary>An attribute has another library's name: no rule of an analyzer, since a generator reports it.</summary>
    ForeignName,

    /// <summary>Not even C#: no rule, since the C# compiler reports it.</summary>
    CSharpError,
}

/// <param name="Kind">The rule.</param>
/// <param name="Message">One sentence: what, where, expected, found, next step.</param>
/// <param name="Path">Index of the layer in the model; for a layer inside blocks, then its index in each block; empty for the class.</param>
/// <param name="Argument">Name of the argument at fault; empty for the attribute as a whole.</param>
/// <param name="Setting">True where Path[0] counts in Settings instead of Layers.</param>
public sealed record Problem(ProblemKind Kind, string Message, EquatableArray<int> Path, string Argument = "", bool Setting = false)
{
    /// <summary>Whether, of problems that are found as a declaration is read, it leaves its layers as they are.</summary>
    public bool LeavesLayers => Kind
        is ProblemKind.NotPartial or ProblemKind.BaseClass or ProblemKind.Constructor or ProblemKind.LanguageVersion
        or ProblemKind.ReservedName or ProblemKind.LabelsSize;

    /// <summary>Which of the values of a list argument is at fault; -1 for the whole.</summary>
    public int Item { get; init; } = -1;

    /// <summary>The part of a method of the class that it is about; null for none. Known where the attribute is the class's own.</summary>
    public CodePlace? Place { get; init; }

    /// <summary>The user's member that it is about; null for none.</summary>
    public MemberSpec? Member { get; init; }

    /// <summary>What a fix would write: the nearest name, the names to give out (separated by commas); empty for none.</summary>
    public string Suggestion { get; init; } = "";

    /// <summary>
    /// Other arguments of the attribute at fault; the one that changes the least first. Whether the rest of the model fits is open.
    /// </summary>
    public EquatableArray<Remedy> Remedies { get; init; }

    /// <summary>One whose message ends in what can be done about it.</summary>
    /// <param name="fact">What, where, expected, found; see <see cref="Remedy.Sentence"/>.</param>
    /// <param name="remedies">What to do, the best first.</param>
    public static Problem Of(ProblemKind kind, string fact, EquatableArray<int> path, string argument, IReadOnlyList<Remedy> remedies,
        bool setting = false) =>
        new(kind, Remedy.Sentence(fact, remedies), path, argument, setting) { Remedies = remedies.Where(r => r.Changes.Count > 0).ToArray() };
}
