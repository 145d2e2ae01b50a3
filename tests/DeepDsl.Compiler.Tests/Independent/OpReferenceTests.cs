using System.Globalization;
using System.Text.Json;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Tests.Independent;

/// <summary>
/// Ring 3: outputs, gradients and state updates of every op against PyTorch in double precision, as written by tests/reference/ops.py.
/// </summary>
public sealed class OpReferenceTests
{
    /// <summary>Of the largest magnitude in a tensor: both sides compute in double and differ in the order of sums.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>Tensors whose values are all smaller are compared as if this were the largest: gradients that cancel to zero.</summary>
    private const double Smallest = 1e-3;

    private const string Command = "run: python3 tests/reference/ops.py";

    private static readonly Lazy<Dictionary<string, Dictionary<string, double[]>>> Expected = new(Read);

    public static TheoryData<string> Ops() => [.. OpTable.All.Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Ops))]
    public void Values_equal_pytorchs(string name)
    {
        foreach (ReferenceCase example in ReferenceCase.Of(OpTable.Find(name)!))
        {
            Assert.True(Expected.Value.TryGetValue(example.Description(), out Dictionary<string, double[]>? expected),
                $"{example} has no independent values, or has changed since they were made; {Command}");
            Dictionary<string, double[]> found = example.Values();
            Assert.True(found.Keys.Order().SequenceEqual(expected.Keys.Order()),
                $"{example} has {string.Join(", ", found.Keys.Order())}; PyTorch gave {string.Join(", ", expected.Keys.Order())}");
            foreach ((string key, double[] values) in expected)
            {
                Compare($"{example}: {key}", values, found[key]);
            }
        }
    }

    [Fact]
    public void No_value_is_left_of_an_example_that_is_gone()
    {
        HashSet<string> current = [.. Descriptions()];
        int stale = Expected.Value.Keys.Count(k => !current.Contains(k));
        Assert.True(stale == 0, $"tests/reference/ops.jsonl holds {stale} examples that no op has any more; {Command}");
    }

    /// <summary>Also how ops.py learns what to compute: it names a file in the environment and runs this test.</summary>
    [Fact]
    public void Examples_are_distinct_and_written_where_asked()
    {
        string[] descriptions = [.. Descriptions()];
        Assert.Equal([], descriptions.GroupBy(d => d).Where(g => g.Count() > 1).Select(g => g.Key));
        if (Environment.GetEnvironmentVariable("DEEPDSL_WRITE_EXAMPLES") is { Length: > 0 } path)
        {
            File.WriteAllLines(path, descriptions);
        }
    }

    private static IEnumerable<string> Descriptions() =>
        OpTable.All.SelectMany(ReferenceCase.Of).Select(c => c.Description());

    private static void Compare(string what, double[] expected, double[] found)
    {
        Assert.True(expected.Length == found.Length, $"{what} has {found.Length} values, PyTorch gave {expected.Length}.");
        double scale = Math.Max(expected.Select(Math.Abs).DefaultIfEmpty().Max(), Smallest);
        int wrong = Enumerable.Range(0, expected.Length).FirstOrDefault(i => !(Math.Abs(found[i] - expected[i]) <= Tolerance * scale), -1);
        Assert.True(wrong < 0, wrong < 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"{what}[{wrong}] is {found[wrong]:R}, PyTorch gave {expected[wrong]:R}."));
    }

    /// <summary>Each line of the file is a case: the description as text, and the values by name.</summary>
    private static Dictionary<string, Dictionary<string, double[]>> Read()
    {
        Dictionary<string, Dictionary<string, double[]>> cases = [];
        string path = Path.Combine(AppContext.BaseDirectory, "reference", "ops.jsonl");
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            using JsonDocument document = JsonDocument.Parse(line);
            cases[document.RootElement.GetProperty("case").GetRawText()] =
                document.RootElement.GetProperty("values").Deserialize<Dictionary<string, double[]>>()!;
        }

        return cases;
    }
}
