using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// Training steps that a device is asked for as a whole and makes while the host goes on. It keeps what they gave until that is read, many
/// steps at a time.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TrainingQueue
{
    /// <summary>
    /// Asks for forward, loss, backward, penalties and update on a call whose inputs and targets are set; does not wait for them.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="loss">The loss program.</param>
    /// <param name="randomStep">As of <see cref="BackendCall.Run"/>.</param>
    /// <param name="step">The update.</param>
    /// <param name="record">
    /// Keeps the loss and outputs as the next step of the record. Once a kept loss is not finite, updates leave the weights as they are.
    /// </param>
    public abstract void Run(BackendCall call, ProgramKind loss, uint randomStep, in OptimizerStep step, bool record);

    /// <summary>The loss of the last step, penalties included; waits for it.</summary>
    public abstract float Loss(BackendCall call);

    /// <summary>Makes room for a record, which is empty then.</summary>
    /// <param name="batch">Samples of the largest step.</param>
    /// <param name="outputs">The outputs to keep.</param>
    /// <returns>How many steps fit, at least one.</returns>
    public int StartRecord(int batch, ReadOnlySpan<int> outputs) => StartRecord(batch, default, outputs);

    /// <summary>The same with dimensions that are set at run time, at the largest of any step.</summary>
    public abstract int StartRecord(int batch, in SymbolValues symbols, ReadOnlySpan<int> outputs);

    /// <summary>Waits for the steps of the record, copies it to the host, and starts the next, in which updates move the weights.</summary>
    public abstract void ReadRecord();

    /// <summary>A loss of the record that was read last, penalties included.</summary>
    public abstract float RecordedLoss(int step);

    /// <summary>One of the outputs of that record, of a step that had <paramref name="batch"/> samples.</summary>
    public ReadOnlySpan<float> RecordedOutput(int step, int output, int batch) => RecordedOutput(step, output, batch, default);

    /// <summary>The same with dimensions that are set at run time.</summary>
    public abstract ReadOnlySpan<float> RecordedOutput(int step, int output, int batch, scoped in SymbolValues symbols);
}
