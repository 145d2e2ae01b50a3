using DeepDsl.Analyzers.Rules;
using DeepDsl.Analyzers.Tests.Zoo;
using DeepDsl.Analyzers.Tests.Zoo.Mutations;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Tests.Tolerance;

/// <summary>Sound models with one mistake, and with a fault elsewhere too: nothing follows from the mistake, and it hides nothing.</summary>
public sealed class BrokenZooTests
{
    /// <summary>Larger ones take long at each of their layers.</summary>
    private const int MostRows = 60;

    /// <summary>Breaks of a model that are tried; as many in each run, from anywhere in it.</summary>
    private const int Sample = 12;

    /// <summary>A break so near to a fault may come between what makes it one.</summary>
    private const int Near = 3;

    private static readonly GuessedSizes[] s_otherSizes = [new(5, 24), new(64, 1680)];

    private static readonly string[] s_few = ["CitationGcn", "LeNet5Tanh", "MlpBatchNorm", "SentimentLstm", "TwoInputs"];

    public static TheoryData<string> Models => [.. s_few];

    public static TheoryData<string> Others => [.. SoundModels.Names.Except(s_few)];

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Others))]
    public void All_of_that_holds_for_others(string name)
    {
        Nothing_but_the_mistake_is_said(name);
        Nothing_depends_on_the_guess(name);
        A_fault_elsewhere_is_found_with_it(name);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Nothing_but_the_mistake_is_said(string name)
    {
        foreach ((ModelSpec sound, _, Break change) in Breaks(name))
        {
            BuiltModel broken = Pipeline.Build(change.Spec);
            if (broken.Problems.Count == 0 || broken.Problems[0].Path[0] != change.At)
            {
                continue; // it fits by chance, or something else doesn't fit it
            }

            string where = $"{change.Name} at layer {change.At} of {name}";
            BuildModel.Guess(change.Spec, broken.Problems, GuessedSizes.Standard); // which may not throw
            string problems = string.Join(" ", broken.Problems.Select(p => p.Message));
            Assert.True(broken.Problems.All(p => p == broken.Problems[0] || IsOfInserted(change, p)), $"{where}: {problems}");
            HashSet<(string, bool, string, string)> before = [.. Judgement.Of(Pipeline.Build(sound)).Select(j => j.After(change).Key)];
            Judgement[] after = Judgement.Of(broken);

            // Of the pool that a break puts in, rules of thumb may speak.
            string news = string.Join("\n", after.Where(j => j.IsSaid && !before.Contains(j.Key)));
            Assert.True(news.Length == 0, $"{where}, new: {news}");
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Nothing_depends_on_the_guess(string name)
    {
        foreach ((_, _, Break change) in Breaks(name))
        {
            Judgement[] standard = Judgement.Of(Pipeline.Build(change.Spec));
            foreach (GuessedSizes sizes in s_otherSizes)
            {
                Judgement[] other = Judgement.Of(Pipeline.Build(change.Spec, sizes));
                string differs = string.Join("\n", standard.Except(other).Concat(other.Except(standard)));
                Assert.True(differs.Length == 0, $"{change.Name} at layer {change.At} of {name}, {sizes}: {differs}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_fault_elsewhere_is_found_with_it(string name)
    {
        foreach (Fault fault in Fault.All)
        {
            foreach ((ModelSpec faulty, int at, Break change) in Breaks(name, fault))
            {
                BuiltModel broken = Pipeline.Build(change.Spec);
                if (broken.Problems.Count == 0 || change.CutsFlow || Math.Abs(change.At - at) <= Near)
                {
                    continue;
                }

                Judgement[] before = [.. Judgement.Of(Pipeline.Build(faulty)).Where(j => j.Rule == fault.Rule).Select(j => j.After(change))];
                HashSet<(string, bool, string, string)> after = [.. Judgement.Of(broken).Select(j => j.Key)];
                string lost = string.Join("\n", before.Where(j => !IsAt(change, j) && !after.Contains(j.Key)));
                Assert.True(lost.Length == 0, $"{fault.Name}, and {change.Name} at layer {change.At} of {name}, lost: {lost}");
            }
        }
    }

    /// <summary>In front of a layer that reads a name, nobody reads what is inserted.</summary>
    private static bool IsOfInserted(Break change, Problem problem) =>
        change.Inserts && problem.Kind == ProblemKind.UnreadOutput && problem.Path.SequenceEqual([change.At]);

    /// <summary>What a layer is that is written wrong is not certain.</summary>
    private static bool IsAt(Break change, Judgement judgement) => !judgement.Setting && judgement.Path == $"{change.At}";

    private static IEnumerable<(ModelSpec, int, Break)> Breaks(string name, Fault? fault = null)
    {
        Specimen model = Specimen.Of(name);
        if (model.Graph.Rows.Count > MostRows)
        {
            yield break;
        }

        ModelSpec spec = model.Model.Spec;
        IEnumerable<(ModelSpec, int)> starts = fault is null ? [(spec, 0)] : Taken(fault.Put(spec).Where(s => Pipeline.Build(s.Spec).Problems.Count == 0), 2);
        foreach ((ModelSpec start, int at) in starts)
        {
            foreach (Break change in Taken(Break.Of(start), fault is null ? Sample : Sample / 3))
            {
                yield return (start, at, change);
            }
        }
    }

    private static IEnumerable<T> Taken<T>(IEnumerable<T> all, int most)
    {
        T[] shuffled = [.. all];
        new Random(shuffled.Length).Shuffle(shuffled);
        return shuffled.Take(most);
    }
}
