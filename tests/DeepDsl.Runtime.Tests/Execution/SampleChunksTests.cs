using DeepDsl.Execution;

namespace DeepDsl.Runtime.Tests.Execution;

public class SampleChunksTests
{
    [Theory]
    [InlineData(128, 8, 1, 16)]
    [InlineData(128, 8, 2, 16)]
    [InlineData(100, 8, 2, 14)]
    [InlineData(100, 8, 4, 16)]
    [InlineData(64, 300, 2, 2)]
    [InlineData(64, 300, 1, 1)]
    [InlineData(7, 300, 2, 1)]
    [InlineData(1, 1, 8, 1)]
    [InlineData(2, 1, 8, 2)]
    public void Chunks_HoldAtMostSoMany_AndGoRound(int batch, int most, int threads, int expected)
    {
        int chunks = SampleChunks.Count(batch, most, threads);
        Assert.Equal(expected, chunks);
        Assert.Equal(0, SampleChunks.First(0, chunks, batch));
        Assert.Equal(batch, SampleChunks.First(chunks, chunks, batch));
        Assert.All(Enumerable.Range(0, chunks), c => Assert.InRange(SampleChunks.First(c + 1, chunks, batch) - SampleChunks.First(c, chunks, batch), 1, most));
    }
}
