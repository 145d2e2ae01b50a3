using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using static DeepDsl.Compiler.Tests.Programs.HandMade;
using Buffer = DeepDsl.Compiler.Programs.Buffer;

namespace DeepDsl.Compiler.Tests.Programs;

/// <summary>Launches that change places lose no order between them.</summary>
public sealed class LaunchGroupTests
{
    /// <summary>
    /// Each of four groups takes a launch that waits for the next, as long as it is among the last two. So the first, which by then has long
    /// been closed, waits for the fourth, which then may not have what waits for the first.
    /// </summary>
    [Fact]
    public void A_group_does_not_wait_for_an_old_one_that_began_to_wait_for_it()
    {
        Buffer[] firsts = [.. Enumerable.Range(0, 4).Select(i => Floats($"first{i}", 10))];
        Buffer[] seconds = [.. Enumerable.Range(0, 3).Select(i => Floats($"second{i}", 10))];
        (Buffer after, Buffer last) = (Floats("after", 10), Floats("last", 10));
        Launch[] launches =
        [
            Sum(firsts[0]), Sum(firsts[1]), Sum(seconds[0], firsts[1]),
            Sum(firsts[2]), Sum(seconds[1], firsts[2]),
            Sum(firsts[3]), Sum(seconds[2], firsts[3]),
            Sum(after, seconds[0]), Sum(last, after),
        ];
        Dictionary<Buffer, Buffer> wanted = new() { [last] = firsts[3] };
        foreach ((Buffer first, Buffer second) in firsts.Zip(seconds))
        {
            wanted[second] = first;
        }

        Launch[][] groups = [.. LaunchGroup.Of(launches, 2, (g, l) => wanted.TryGetValue(l.Writes[0], out Buffer? first)
            && g.Launches[0].Writes[0] == first).Select(g => g.Launches.ToArray())];
        Assert.Equal(
            ["first3", "first2, second2", "first1, second1", "first0, second0", "after", "last"],
            groups.Select(g => string.Join(", ", g.Select(l => l.Writes[0].Name))));
    }

    /// <summary>Windows so short that groups which take no more launches still wait for some that do.</summary>
    [Theory]
    [InlineData(1, 2)]
    [InlineData(4, 2)]
    [InlineData(8, 8)]
    public void Groups_keep_every_order_between_launches(int window, int joinsOneIn)
    {
        for (int seed = 0; seed < 500; seed++)
        {
            Random random = new(seed);
            Launch[] launches = Launches(random, 80);
            Launch[] ordered =
                [.. LaunchGroup.Of(launches, window, (_, _) => random.Next(joinsOneIn) == 0).SelectMany(g => g.Launches)];
            AssertKeepsOrder(launches, ordered, seed);
        }
    }

    /// <summary>Most wait for one other or none, so that they may move; some write again what others have read.</summary>
    private static Launch[] Launches(Random random, int count)
    {
        List<Buffer> values = [Floats("x", 10)];
        List<Launch> launches = [];
        for (int i = 0; i < count; i++)
        {
            int reads = random.Next(8) == 0 ? 2 : random.Next(2);
            Buffer[] read = [.. Enumerable.Range(0, reads).Select(_ => values[random.Next(values.Count)])];
            Buffer target = random.Next(40) == 0 ? values[random.Next(values.Count)] : Floats($"v{i}", 10);
            values.Add(target);
            launches.Add(Sum(target, read));
        }

        return [.. launches];
    }

    private static void AssertKeepsOrder(Launch[] launches, Launch[] ordered, int seed)
    {
        Dictionary<Launch, int> places = ordered.Select((launch, place) => (launch, place)).ToDictionary(p => p.launch, p => p.place);
        Assert.Equal(launches.Length, places.Count);
        for (int later = 1; later < launches.Length; later++)
        {
            foreach (Launch earlier in launches.Take(later).Where(e => MustStayBefore(e, launches[later])))
            {
                Assert.True(places[earlier] < places[launches[later]], $"Program {seed}: launch {later} comes before one it waits for.");
            }
        }
    }

    private static bool MustStayBefore(Launch earlier, Launch later) =>
        later.Reads.Concat(later.Writes).Any(earlier.Writes.Contains) || earlier.Reads.Any(later.Writes.Contains);
}
