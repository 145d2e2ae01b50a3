using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// A model's memory and programs on one device. Everything that can be said without knowing the device (checks, the order of calls,
/// initial values, names) is said before it gets here.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class NetworkBackend
{
    /// <summary>The registers that decide the last bits of results, in words; empty on a device that has no choice of them.</summary>
    public virtual string Registers => "";

    /// <summary>Memory for the calls of one kind; called again for each call that must run at the same time as others.</summary>
    public abstract BackendCall CreateCall(bool training);

    /// <summary>Memory for the steps of one text; only of a model that generates.</summary>
    public abstract BackendCall CreateStepCall();

    /// <summary>
    /// A buffer as the host sees it, waiting for the device where it must. Valid until the next program runs, the next update, or
    /// <see cref="Replace"/>.
    /// </summary>
    public abstract ReadOnlySpan<float> Read(NetworkBuffer buffer);

    /// <summary>The same to write to; what is written reaches the device before its next program or update.</summary>
    public abstract Span<float> Edit(NetworkBuffer buffer);

    /// <summary>
    /// Replaces weights and states in one step: a program that runs at the time ends with the old ones, each that begins later has the new.
    /// </summary>
    public abstract void Replace(ReadOnlySpan<float> weights, ReadOnlySpan<float> states);

    /// <summary>
    /// Number of the first parameter that training moves: backward programs leave out what leads to the gradients of those before it alone,
    /// and leave them as they are.
    /// </summary>
    public abstract int FirstTrained { set; }

    /// <summary>Replaces one of the constants: programs that begin later read it.</summary>
    public abstract void SetConstant(long offset, float value);

    /// <summary>Copies the gradients aside.</summary>
    public abstract void KeepGradients();

    /// <summary>Adds what <see cref="KeepGradients"/> kept.</summary>
    public abstract void AddKeptGradients();

    /// <summary>Multiplies the gradients.</summary>
    public abstract void ScaleGradients(float factor);

    /// <summary>Sum of L1 * |w| + L2 * w^2 over all parameters that ask for it.</summary>
    public abstract float Penalty();

    /// <summary>Adds the gradient of <see cref="Penalty"/> to the gradients of all trainable parameters.</summary>
    public abstract void AddPenaltyGradients();

    /// <summary>Clips the gradients, moves the weights, bounds their norms.</summary>
    public abstract void Update(in OptimizerStep step);

    /// <summary>Steps as a whole, on a device for which waiting costs; null where calls return when everything is done.</summary>
    public virtual TrainingQueue? Queue => null;

    /// <summary>
    /// Copies an array of a data set to where calls take its rows from by number; null where that gains nothing, or there is no
    /// memory to spare.
    /// </summary>
    /// <param name="values">Floats, or ints in the place of floats.</param>
    /// <param name="reserve">Bytes of memory that must be free behind it.</param>
    public virtual HeldValues? Hold(ReadOnlySpan<float> values, long reserve) => null;

    /// <summary>Forgets the optimizer's values: they are zero again.</summary>
    public abstract void ResetOptimizer();

    /// <summary>Bytes that training on batches of this size takes.</summary>
    public abstract long TrainingBytes(int batch, int slots);

    /// <summary>Waits until everything asked for is done.</summary>
    public abstract void Synchronize();
}
