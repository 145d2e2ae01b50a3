using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Analyzers.Tests.Zoo;
using DeepDsl.Analyzers.Tests.Zoo.Mutations;
using DeepDsl.Compiler;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Tests.Advising;

/// <summary>What one rule advises is nothing that another warns of, and no two advise different things of one argument.</summary>
public sealed class AdviceTests
{
    /// <summary>Of the small models as many are tried among the ordinary tests.</summary>
    private const int Every = 12;

    /// <summary>Of the mutants of a class that are judged, unless all are; each takes as long as a person waits for a fix, many times.</summary>
    private const int EveryMutant = 6;

    /// <summary>Of sound models that are asked for matters of taste; larger ones take minutes each.</summary>
    private const int MostRows = 40;

    public static TheoryData<string> Examples => [.. RuleExamples.Ids];

    public static TheoryData<string> Tastes => [.. typeof(TasteRules).GetFields().Select(f => ((DiagnosticDescriptor)f.GetValue(null)!).Id)];

    public static TheoryData<string> Mutations => [.. MutationRun.Classes.Select(c => c.Name)];

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Examples))]
    public async Task Advice_on_an_example_holds_together(string id) => AssertNone(await AdviceTrial.Of(RulePage.Example(id)!, id));

    [Fact]
    public Task Advice_on_some_small_models_holds_together() =>
        HoldsTogether(SmallModels.Hidden().Concat(SmallModels.Outputs()).Concat(SmallModels.Labelled()).Where((_, i) => i % Every == 0));

    [Fact, Trait("Category", "Sweep")]
    public Task Advice_on_hidden_layers_holds_together() => HoldsTogether(SmallModels.Hidden());

    [Fact, Trait("Category", "Sweep")]
    public Task Advice_on_outputs_holds_together() => HoldsTogether(SmallModels.Outputs());

    [Fact, Trait("Category", "Sweep")]
    public Task Advice_on_outputs_of_classes_holds_together() => HoldsTogether(SmallModels.Labelled());

    /// <summary>Sentence and fix of a problem of the compiler are one value.</summary>
    [Fact]
    public void What_mends_a_mistake_is_said_of_it() =>
        AssertNone([.. RuleExamples.Ids.SelectMany(id => SentenceTrial.Unsaid(Sources.Compile(RulePage.Example(id)!)))]);

    /// <summary>By [Labels] a sample is one of ten: nothing leads to a sigmoid each, or to questions of yes or no.</summary>
    [Fact]
    public void Labels_decide_what_is_advised()
    {
        string[] steps = [.. SmallModels.Labelled().SelectMany(m => SentenceTrial.NextSteps(Sources.Compile(m))).Select(s => s.Text)
            .Where(s => !s.StartsWith("remove", StringComparison.Ordinal) || s.Contains(" and ", StringComparison.Ordinal))];
        Assert.NotEmpty(steps);
        Assert.DoesNotContain(steps, s => s.Contains("Loss.SigmoidCrossEntropy", StringComparison.Ordinal)
            || s.Contains("BinaryCrossEntropy", StringComparison.Ordinal) || s.Contains("use Sigmoid", StringComparison.Ordinal)
            || s.Contains("use [Sigmoid]", StringComparison.Ordinal) || s.Contains("use Activation.Sigmoid", StringComparison.Ordinal));
    }

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Mutations))]
    public async Task Advice_on_mutants_holds_together(string mutation)
    {
        List<string> complaints = [];
        IEnumerable<Mutant> mutants = MutationRun.Mutants(MutationRun.Classes.Single(c => c.Name == mutation));
        foreach (Mutant mutant in mutants.Where((_, i) => MutationRun.JudgesAll || i % EveryMutant == 0))
        {
            IReadOnlyList<string> wrong = await AdviceTrial.Of(new Marked(mutant.MarkedSource).Text);
            complaints.AddRange(wrong.Select(w => $"{mutant.Model}, {mutant.What}: {w}"));
        }

        AssertNone(complaints);
    }

    /// <summary>Whoever asks for matters of taste is not told to undo what mends a fault.</summary>
    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Mutations))]
    public void Taste_leaves_what_is_wrong_to_other_rules(string name) =>
        AssertNone([
            .. from mutant in MutationRun.Mutants(MutationRun.Classes.Single(c => c.Name == name))
               from wrong in SentenceTrial.TasteAtOdds(Sources.Compile(new Marked(mutant.MarkedSource).Text))
               select $"{mutant.Model}, {mutant.What}: {wrong}",
        ]);

    /// <summary>What matters of taste advise of sound models, of which each may be asked for.</summary>
    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Tastes))]
    public async Task Advice_of_taste_holds_together(string id)
    {
        ModelAnalyzer analyzer = Complaints.Analyzers.Single(a => a.SupportedDiagnostics.Any(r => r.Id == id));
        List<string> complaints = [];
        foreach (Specimen model in Specimen.All.Where(m => m.Graph.Rows.Count <= MostRows))
        {
            if (analyzer.Find(CompileCache.Build(model.Model.Spec)).Any(f => f.Rule.Id == id))
            {
                complaints.AddRange((await AdviceTrial.Of(SoundModels.Source(model.Name), id)).Select(c => $"{model.Name}: {c}"));
            }
        }

        AssertNone(complaints);
    }

    private static async Task HoldsTogether(IEnumerable<string> models)
    {
        List<string> complaints = [];
        foreach (string model in models)
        {
            complaints.AddRange(await AdviceTrial.Of(model, hasOneFault: false));
        }

        AssertNone(complaints);
    }

    private static void AssertNone(IReadOnlyList<string> complaints) => Assert.True(complaints.Count == 0, string.Join("\n\n", complaints));
}
