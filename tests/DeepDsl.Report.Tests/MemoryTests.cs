namespace DeepDsl.Report.Tests;

/// <summary>The plan that is shown is that of the model that runs.</summary>
public sealed class MemoryTests
{
    /// <summary>Of several losses, of fewer bits, and of a length that is set at run time.</summary>
    public static TheoryData<string> Models => [nameof(Marks), nameof(ManyClasses), nameof(Tagger), nameof(NoLoss)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Arenas_are_as_large_as_those_that_the_runtime_makes(string name)
    {
        Network net = Make(name);
        long batch = net.Training.BatchSize;
        Assert.Equal(4 * batch * net.Definition.TrainingPlan.PerSample.At(net.Definition.Largest), Map(net, "Training").Bytes);
        Assert.Equal(4 * batch * net.Definition.InferencePlan.PerSample.At(net.Definition.Largest), Map(net, "Inference").Bytes);
    }

    [Fact]
    public void Buffers_share_memory_but_not_at_one_time()
    {
        MemoryMap map = Map(new Marks(seed: 1), "Training");
        Assert.True(map.Apart > map.Bytes, $"{map.Apart} side by side, {map.Bytes} in the arena");
        Assert.Equal(map.Bytes, map.Lives.Max(l => l.Start + l.Bytes));
        foreach (MemoryLife a in map.Lives)
        {
            Assert.DoesNotContain(map.Lives, b => a != b && a.Name != b.Name
                && a.First <= b.Last && b.First <= a.Last && a.Start < b.Start + b.Bytes && b.Start < a.Start + a.Bytes);
        }
    }

    private static Network Make(string name) => name switch
    {
        nameof(Marks) => new Marks(seed: 1),
        nameof(ManyClasses) => new ManyClasses(seed: 1),
        nameof(Tagger) => new Tagger(seed: 1),
        _ => new NoLoss(seed: 1),
    };

    private static MemoryMap Map(Network net, string name) => MemorySection.MapsOf(net, TrainedModel.Find(net)!).Single(m => m.Name == name);
}
