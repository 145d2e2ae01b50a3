using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>What can be done about a problem that the compiler found: proposals by its kind, of which only those stay that mend it.</summary>
internal static class ProblemRepairs
{
    /// <summary>Each is built, while the user types.</summary>
    private const int MostTried = 8;

    private const int MostOffered = 4;

    private static readonly Dictionary<ProblemKind, Func<BrokenModel, Problem, IEnumerable<Draft>>> Proposals = new()
    {
        [ProblemKind.UnknownName] = NameRepairs.ForUnknown,
        [ProblemKind.UnreadOutput] = OutputRepairs.For,
        [ProblemKind.SeveralOutputs] = OutputRepairs.For,
        [ProblemKind.WrongRank] = RankRepairs.For,
    };

    /// <summary>As a diagnostic carries them; the one that changes the least comes first.</summary>
    public static string Of(BrokenModel model, Problem problem) => !Proposals.TryGetValue(problem.Kind, out var propose) ? "" : Repair.Write(
        propose(model, problem).Take(MostTried).Where(d => model.IsMended(problem, d)).Take(MostOffered).Select(d => d.Repair));
}
