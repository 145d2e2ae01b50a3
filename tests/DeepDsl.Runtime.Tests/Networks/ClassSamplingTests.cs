using DeepDsl.CompilerServices;

namespace DeepDsl.Tests.Networks;

public sealed class ClassSamplingTests
{
    private const int Classes = 20;
    private const int Draws = 200_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Draws_HaveTheirChances(bool uniform)
    {
        int[] counts = new int[Classes];
        foreach (int drawn in Draw(new(Draws, uniform), Classes, seed: 3, step: 7))
        {
            counts[drawn]++;
        }

        for (int c = 0; c < Classes; c++)
        {
            double chance = uniform ? 1.0 / Classes : Math.Log((c + 2.0) / (c + 1)) / Math.Log(Classes + 1);

            // Five standard deviations.
            Assert.InRange(counts[c], (Draws * chance) - (5 * Math.Sqrt(Draws * chance)), (Draws * chance) + (5 * Math.Sqrt(Draws * chance)));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(262_144)]
    public void Draws_AreClasses(int classes) => Assert.All(Draw(new(10_000, IsUniform: false), classes, seed: 1, step: 1), c => Assert.InRange(c, 0, classes - 1));

    [Fact]
    public void Draws_FollowSeedStepAndLoss()
    {
        ClassSampling sampling = new(8, IsUniform: true);
        int[] drawn = Draw(sampling, 1000, seed: 3, step: 7);
        Assert.Equal(drawn, Draw(sampling, 1000, seed: 3, step: 7));
        Assert.NotEqual(drawn, Draw(sampling, 1000, seed: 4, step: 7));
        Assert.NotEqual(drawn, Draw(sampling, 1000, seed: 3, step: 8));
        Assert.NotEqual(drawn, Draw(sampling, 1000, seed: 3, step: 7, loss: 1));
    }

    private static int[] Draw(ClassSampling sampling, int classes, int seed, uint step, int loss = 0)
    {
        int[] drawn = new int[sampling.Count];
        sampling.Draw(drawn, classes, seed, step, loss);
        return drawn;
    }
}
