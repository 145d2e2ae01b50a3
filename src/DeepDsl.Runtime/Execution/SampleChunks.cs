namespace DeepDsl.Execution;

/// <summary>How a batch is cut into chunks of samples.</summary>
internal static class SampleChunks
{
    /// <summary>Fewer samples than this a thread, and dividing each layer uses the threads better.</summary>
    private const int LeastSamples = 4;

    /// <summary>The number of chunks, of which none holds more than <paramref name="most"/> samples: a multiple of the threads where each then has enough.</summary>
    public static int Count(int batch, int most, int threads)
    {
        int chunks = (batch + most - 1) / most;
        int even = (chunks + threads - 1) / threads * threads;
        return batch >= even * LeastSamples ? even : chunks;
    }

    /// <summary>The first sample of a chunk; their sizes differ by one at most.</summary>
    public static int First(int chunk, int chunks, int batch) => (int)((long)chunk * batch / chunks);
}
