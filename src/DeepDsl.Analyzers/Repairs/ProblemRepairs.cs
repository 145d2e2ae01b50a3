using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>
/// What can be done about a problem that the compiler found: proposals by its kind, of which only those stay that mend it.
/// </summary>
internal static class ProblemRepairs
{
    /// <summary>Each is built, while the user waits.</summary>
    private const int MostTried = 8;

    private const int MostOffered = 4;

    private static readonly Dictionary<ProblemKind, Func<BrokenModel, Problem, IEnumerable<Draft>>> Proposals = new()
    {
        [ProblemKind.UnknownName] = NameRepairs.ForUnknown,
        [ProblemKind.UnreadOutput] = OutputRepairs.For,
        [ProblemKind.SeveralOutputs] = OutputRepairs.For,
        [ProblemKind.WrongRank] = RankRepairs.For,
        [ProblemKind.WrongType] = TypeRepairs.For,
        [ProblemKind.LayersOnSecondPart] = OrderRepairs.ForSecondPart,
        [ProblemKind.MissingInput] = OrderRepairs.ForMissingInput,
        [ProblemKind.UnusedName] = OrderRepairs.ForUnusedName,
        [ProblemKind.DuplicateName] = NameRepairs.ForTaken,
        [ProblemKind.ReservedName] = NameRepairs.ForTaken,
        [ProblemKind.NoWindowFits] = WindowRepairs.ForNoFit,
        [ProblemKind.PaddedSteps] = PaddingRepairs.For,
        [ProblemKind.MergeShapes] = MergeRepairs.ForMerge,
        [ProblemKind.ConcatShapes] = MergeRepairs.ForConcat,
        [ProblemKind.ShortcutShapes] = MergeRepairs.ForShortcut,
        [ProblemKind.LabelsSize] = ClassRepairs.ForLabels,
        [ProblemKind.LossShape] = ClassRepairs.ForLoss,
    };

    /// <summary>
    /// The best first: of those that leave the same number of problems, the one with the fewest errors and warnings of rules, then the one that
    /// changes the least. One that mends all and leaves warnings is none where another leaves fewer.
    /// </summary>
    public static IEnumerable<Repair> Of(BrokenModel model, Problem problem)
    {
        if (problem.Path.Count == 0)
        {
            return [];
        }

        (Draft Draft, int Problems, int Warnings)[] mending =
        [
            .. ArgumentRepairs.For(model, problem).Concat(Proposals.TryGetValue(problem.Kind, out var propose) ? propose(model, problem) : [])
                .Take(MostTried).Where(d => model.IsMended(problem, d))
                .Select(d => (d, d.After.Problems.Count, Complaints.Of(d.After).Weight))
                .OrderBy(d => d.Item2).ThenBy(d => d.Item3),
        ];
        return mending.Where(d => d.Problems > mending[0].Problems || d.Warnings == mending[0].Warnings).Take(MostOffered).Select(d => d.Draft.Repair);
    }
}
