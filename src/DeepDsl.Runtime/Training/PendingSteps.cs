using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// Updates of a fit, of one batch each, that the device was asked for and that nobody has waited for yet. Their losses and metrics are taken
/// in together.
/// </summary>
internal sealed class PendingSteps(Network network, TrainingQueue queue, DatasetBinding data, BatchMetrics metrics, int batchSize)
{
    private readonly List<Step> _steps = [];
    private int _capacity;

    public int Count => _steps.Count;

    public bool IsFull => Count > 0 && Count == _capacity;

    /// <summary>Asks for the update on these rows.</summary>
    /// <param name="rows">Rows of the data set.</param>
    /// <param name="start">Where they stand in the order of the epoch.</param>
    /// <param name="before">Where the fit stood before.</param>
    public void Run(ReadOnlySpan<int> rows, int start, in FitPosition before)
    {
        if (Count == 0)
        {
            _capacity = queue.StartRecord(batchSize, data.Symbols, metrics.Outputs);
            _steps.EnsureCapacity(_capacity);
        }

        DataBatch batch = data.Take(rows);
        using TrainingCall call = network.BeginTrainingInside(rows.Length, batch.Symbols);
        data.Load(call, batch);
        call.RunStep(queue, record: true);
        _steps.Add(new(start, rows.Length, data.TotalWeight(rows), before, network.Training.LearningRate));
    }

    /// <summary>Waits for them, and forgets them; what they gave can be read until the next are run.</summary>
    public Step[] Settle()
    {
        Step[] steps = [.. _steps];
        _steps.Clear();
        queue.ReadRecord();
        return steps;
    }

    public double Loss(int step) => queue.RecordedLoss(step);

    public void Measure(int step, ReadOnlySpan<int> rows)
    {
        DataBatch batch = data.Take(rows);
        metrics.Update(new Recorded(queue, step, rows.Length, batch.Symbols), data, batch);
    }

    /// <summary>One of them.</summary>
    /// <param name="Start">Of its rows in the order of the epoch.</param>
    /// <param name="Length">Number of its rows.</param>
    /// <param name="Weight">Of its rows together.</param>
    /// <param name="Before">Where the fit stood before it.</param>
    /// <param name="Rate">Its learning rate.</param>
    public readonly record struct Step(int Start, int Length, double Weight, FitPosition Before, double Rate);

    private readonly struct Recorded(TrainingQueue queue, int step, int samples, SymbolValues symbols) : IBatchOutputs
    {
        public ReadOnlySpan<float> Output(int output) => queue.RecordedOutput(step, output, samples, symbols);
    }
}
