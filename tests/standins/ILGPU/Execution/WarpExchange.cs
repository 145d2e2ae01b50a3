namespace ILGPU.Execution;

/// <summary>The values that the lanes of a warp hand each other at one shuffle.</summary>
internal abstract class WarpExchange
{
    public abstract void Deliver(Suspension kind, int firstThread, int lanes);
}

internal sealed class WarpExchange<T>(int threads) : WarpExchange
{
    private readonly T[] _sent = new T[threads];
    private readonly T[] _received = new T[threads];
    private readonly int[] _argument = new int[threads];

    public void Send(int thread, T value, int argument)
    {
        _sent[thread] = value;
        _argument[thread] = argument;
    }

    public T Receive(int thread) => _received[thread];

    public override void Deliver(Suspension kind, int firstThread, int lanes)
    {
        for (int lane = 0; lane < lanes; lane++)
        {
            int argument = _argument[firstThread + lane];
            int source = kind switch
            {
                Suspension.Shuffle => argument,
                Suspension.ShuffleDown => lane + argument,
                Suspension.ShuffleUp => lane - argument,
                _ => lane ^ argument,
            };
            // As on the hardware: a lane that asks beyond the warp keeps its own value.
            _received[firstThread + lane] = _sent[firstThread + ((uint)source < (uint)lanes ? source : lane)];
        }
    }
}
