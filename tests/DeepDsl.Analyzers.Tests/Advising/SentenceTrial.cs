using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Tests.Advising;

/// <summary>Whether the sentences about a model say what can be done, and all the same.</summary>
internal static class SentenceTrial
{
    private static readonly HashSet<string> Tastes =
        [.. typeof(TasteRules).GetFields().Select(f => ((DiagnosticDescriptor)f.GetValue(null)!).Id)];

    /// <summary>What is wrong with them, each by itself.</summary>
    /// <param name="enable">A rule that is off by default; others of those are matters of taste, and nobody asked for them.</param>
    public static IEnumerable<string> Of(CSharpCompilation compilation, string? enable)
    {
        bool Counts(Finding finding) => finding.Rule.IsEnabledByDefault || finding.Rule.Id == enable;
        return Models(compilation).SelectMany(m => Contradicted(m, Counts).Concat(AtOdds(m, Counts)).Concat(Unsaid(m)));
    }

    /// <summary>What would mend a problem of the compiler, and its sentence does not name.</summary>
    private static IEnumerable<string> Unsaid(DeclaredModel model) =>
        from problem in model.Built.Problems
        from remedy in problem.Remedies
        where !Said(remedy).Any(t => Contains(problem.Message, t))
        select $"{problem.Message}\n  does not say: {remedy.Text}";

    /// <summary>A text, and the same without a verb that stands before it already.</summary>
    private static IEnumerable<string> Said(Remedy remedy) =>
        [remedy.Text, remedy.Text[(remedy.Text.IndexOf(' ', StringComparison.Ordinal) + 1)..]];

    private static bool Contains(string message, string text) => message.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Of the compiler's sentences alone, which are quickly judged.</summary>
    public static IEnumerable<string> Unsaid(CSharpCompilation compilation) => Models(compilation).SelectMany(Unsaid);

    /// <summary>What the sentences about sound models say is to be done.</summary>
    public static IEnumerable<NextStep> NextSteps(CSharpCompilation compilation) =>
        Models(compilation).SelectMany(Findings).SelectMany(f => f.Finding.NextSteps);

    private static IEnumerable<DeclaredModel> Models(CSharpCompilation compilation)
    {
        Compilation declared = RuleTest.Declared(compilation);
        return compilation.SyntaxTrees.SelectMany(t => Types(declared.GetSemanticModel(t)))
            .Select(t => Declarations.Of(declared).Model(t, declared, default)).OfType<DeclaredModel>();
    }

    /// <summary>
    /// What sentences name that a fix could do and none does, since another rule warns of what comes of it. Of what can't be written in this
    /// declaration, as where a name would change, nothing is said.
    /// </summary>
    private static IEnumerable<string> Contradicted(DeclaredModel model, Func<Finding, bool> counts) =>
        from found in Findings(model)
        where counts(found.Finding)
        let offered = Offered(model, found).Select(r => r.Title).ToArray()
        from step in found.Finding.NextSteps
        let possible = step.Drafts(title => new Draft(model.Spec, model.Sources, title)).Where(d => d.IsPossible).ToArray()
        where possible.Length > 0 && !possible.Any(d => offered.Any(o => o.StartsWith(d.Repair.Title, StringComparison.Ordinal)))
        let draft = possible[0]
        select $"{found.Finding.Rule.Id} {found.Finding.Place.Message}\n  advises to {step.Text}, which leaves\n    {Left(draft)}";

    /// <summary>Two findings whose best fixes do different things to one argument, or one attribute: one of both is noise.</summary>
    private static IEnumerable<string> AtOdds(DeclaredModel model, Func<Finding, bool> counts)
    {
        (Finding Finding, Repair Repair)[] best =
            [.. Findings(model).Where(f => counts(f.Finding)).Select(f => (f.Finding, Repair: Offered(model, f).FirstOrDefault()!)).Where(f => f.Repair is not null)];
        return from one in best
               from other in best
               where string.CompareOrdinal(one.Finding.Rule.Id, other.Finding.Rule.Id) < 0
                   && one.Repair.Edits.Any(a => other.Repair.Edits.Any(b => Contradict(a, b)))
               select $"{one.Finding.Rule.Id} {one.Finding.Place.Message}\n  {one.Repair.Title}\n"
                   + $"{other.Finding.Rule.Id} {other.Finding.Place.Message}\n  {other.Repair.Title}";
    }

    /// <summary>Where a rule of taste would undo the best fix of something that is wrong, or do another thing at its place.</summary>
    public static IEnumerable<string> TasteAtOdds(CSharpCompilation compilation) =>
        from model in Models(compilation)
        let tastes = Findings(model).Where(f => Tastes.Contains(f.Finding.Rule.Id)).ToArray()
        where tastes.Length > 0
        let faults = Findings(model).Where(f => f.Finding.Rule.IsEnabledByDefault)
            .Select(f => (f.Finding.Place.Message, Repair: Offered(model, f).FirstOrDefault()))
            .Concat(model.Built.Problems
                .Select(p => (p.Message, Repair: ProblemRepairs.Of(new BrokenModel(model), p).FirstOrDefault()))).ToArray()
        from taste in tastes
        from offered in Offered(model, taste).Take(1)
        from fault in faults
        where fault.Repair is { } best && best.Edits.Any(a => offered.Edits.Any(b => Contradict(a, b)))
        select $"{taste.Finding.Rule.Id} {taste.Finding.Place.Message}\n  {offered.Title}\n{fault.Message}\n  {fault.Repair!.Title}";

    private static bool Contradict(RepairEdit one, RepairEdit other) => one.Start == other.Start && one != other
        && (IsOfAttribute(one) ? IsOfAttribute(other) : one.Argument == other.Argument && one.Verb <= RepairVerb.Drop && other.Verb <= RepairVerb.Drop);

    private static bool IsOfAttribute(RepairEdit edit) => edit.Verb is RepairVerb.Rename or RepairVerb.Replace or RepairVerb.Remove;

    private static IEnumerable<(ModelAnalyzer Analyzer, IReadOnlyList<Finding> All, Finding Finding)> Findings(DeclaredModel model) =>
        from analyzer in Complaints.Analyzers
        let all = model.Repairable(analyzer)
        from finding in all
        select (analyzer, all, finding);

    private static IEnumerable<Repair> Offered(DeclaredModel model, (ModelAnalyzer Analyzer, IReadOnlyList<Finding> All, Finding Finding) found) =>
        FindingRepairs.Of(found.Analyzer, model.Built, found.All, found.Finding, _ => true);

    private static IEnumerable<INamedTypeSymbol> Types(SemanticModel semantics) => semantics.SyntaxTree.GetRoot().DescendantNodes()
        .OfType<TypeDeclarationSyntax>().Select(t => (INamedTypeSymbol)semantics.GetDeclaredSymbol(t)!);

    private static string Left(Draft draft) => string.Join("\n    ", draft.After.Problems.Select(p => p.Message)
        .Concat(Complaints.Analyzers.SelectMany(a => a.Find(draft.After)).Select(f => $"{f.Rule.Id} {f.Place.Message}")));
}
