namespace DeepDsl;

/// <summary>
/// Who has a model to itself at present: one training call, one fit, one load, or one save, which others wait for. Whoever comes meanwhile
/// is refused before anything changes, but for what a callback may do on the thread of its fit.
/// </summary>
internal sealed class TrainingGate(string model)
{
    private int _holder;
    private int _thread;

    private enum Holder
    {
        Nobody,
        Call,
        Fit,
        Load,
        Save,
    }

    public void EnterCall() => Enter(Holder.Call, "a training step");

    public void EnterFit() => Enter(Holder.Fit, "Fit");

    /// <summary>Of everything that training needs, which no fit goes on from in its middle.</summary>
    public void EnterLoad(string attempt) => Enter(Holder.Load, attempt);

    /// <summary>Of weights alone, which a callback may read too.</summary>
    public void EnterLoadOfWeights(string attempt)
    {
        if (!IsInCallback(attempt))
        {
            Enter(Holder.Load, attempt);
        }
    }

    /// <summary>Keeps training from beginning while a model is read for a file, beside a call or fit of this thread's own.</summary>
    /// <returns>Whether to exit.</returns>
    public bool EnterSave(string attempt)
    {
        Holder found = Take(Holder.Save);
        return found switch
        {
            Holder.Nobody => true,
            Holder.Load => throw Refusal(found, attempt),
            _ => IsOwn ? false : throw OnAnotherThread(found, attempt),
        };
    }

    /// <summary>Calls of a fit have not entered, so their end leaves the fit alone; loads of a callback likewise.</summary>
    public void ExitCall() => Exit(Holder.Call);

    public void ExitFit() => Exit(Holder.Fit);

    public void ExitLoad() => Exit(Holder.Load);

    public void ExitSave() => Exit(Holder.Save);

    /// <summary>Within a training call an update is that call's, else one of its own.</summary>
    /// <returns>Whether to exit.</returns>
    public bool EnterUpdate()
    {
        Holder found = Take(Holder.Call);
        return found is Holder.Nobody or Holder.Call ? found == Holder.Nobody : throw Refusal(found, "Update");
    }

    /// <summary>True on the thread of a running fit, where its callbacks are called. Other threads meet it at any moment.</summary>
    private bool IsInCallback(string attempt) =>
        Current == Holder.Fit && (IsOwn ? true : throw OnAnotherThread(Holder.Fit, attempt));

    private Holder Current => (Holder)Volatile.Read(ref _holder);

    private bool IsOwn => _thread == Environment.CurrentManagedThreadId;

    private void Enter(Holder holder, string attempt)
    {
        Holder found = Take(holder);
        if (found != Holder.Nobody)
        {
            throw Refusal(found, attempt);
        }
    }

    /// <summary>Makes the holder the one asked for where there is none; returns who was it before.</summary>
    private Holder Take(Holder holder)
    {
        SpinWait wait = default;
        Holder found;
        while ((found = (Holder)Interlocked.CompareExchange(ref _holder, (int)holder, (int)Holder.Nobody)) == Holder.Save)
        {
            wait.SpinOnce();
        }

        if (found == Holder.Nobody)
        {
            _thread = Environment.CurrentManagedThreadId;
        }

        return found;
    }

    private void Exit(Holder holder)
    {
        if (Current == holder)
        {
            // Before others may enter: until they have written theirs, nobody's is the present one.
            _thread = 0;
            Volatile.Write(ref _holder, (int)Holder.Nobody);
        }
    }

    private InvalidOperationException Refusal(Holder holder, string attempt) => new(holder switch
    {
        Holder.Fit when attempt == "Fit" => $"{model} is in a Fit already; a model trains in one at a time.",
        Holder.Fit => $"{model} is in a Fit, which alone trains it, so {attempt} is refused. Wait until it has ended, or end it: "
            + "callbacks by FitContext.Stop, others by FitOptions.CancellationToken.",
        Holder.Load => $"{model} is taking weights, so {attempt} is refused. Wait until that has ended.",
        _ => $"{model} is in a training step already; train it from one thread at a time, and dispose each training call.",
    });

    private InvalidOperationException OnAnotherThread(Holder holder, string attempt) => new(holder == Holder.Fit
        ? $"{model} is in a Fit on another thread, so {attempt} is refused: it could meet an update half done. "
            + "Call it from a callback of that fit, or when the fit has ended."
        : $"{model} is in a training step on another thread, so {attempt} is refused: it could meet an update half done. "
            + "Call it between steps, on the thread that trains.");
}
