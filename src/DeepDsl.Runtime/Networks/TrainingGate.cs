namespace DeepDsl;

/// <summary>
/// Who may change a model at present: one training call, one load, or one fit. Whoever comes meanwhile is refused before anything changes,
/// but for what a callback may do on the thread of its fit.
/// </summary>
internal sealed class TrainingGate(string model)
{
    private int _holder;
    private int _fitThread;

    private enum Holder
    {
        Nobody,
        Call,
        Load,
        Fit,
    }

    public void EnterCall() => Enter(Holder.Call, "a training step");

    /// <summary>Of weights alone, which a callback may read too.</summary>
    public void EnterLoadOfWeights(string attempt)
    {
        if (!IsInCallback(attempt))
        {
            Enter(Holder.Load, attempt);
        }
    }

    /// <summary>Of everything that training needs, which no fit goes on from in its middle.</summary>
    public void EnterLoad(string attempt) => Enter(Holder.Load, attempt);

    public void EnterFit()
    {
        Enter(Holder.Fit, "Fit");
        _fitThread = Environment.CurrentManagedThreadId;
    }

    /// <summary>Calls of a fit have not entered, so their end leaves the fit alone; loads of a callback likewise.</summary>
    public void ExitCall() => Exit(Holder.Call);

    public void ExitLoad() => Exit(Holder.Load);

    public void ExitFit()
    {
        _fitThread = 0;
        Exit(Holder.Fit);
    }

    /// <summary>Refuses what would be an update of its own beside a fit; within a training call it is that call's.</summary>
    public void CheckUpdate()
    {
        if (Current == Holder.Fit)
        {
            throw Refusal(Holder.Fit, "Update");
        }
    }

    /// <summary>Refuses what would read a model while a fit on another thread changes it.</summary>
    public void CheckSave(string attempt) => IsInCallback(attempt);

    /// <summary>True on the thread of a running fit, where its callbacks are called. Other threads meet it at any moment.</summary>
    private bool IsInCallback(string attempt)
    {
        if (Current != Holder.Fit)
        {
            return false;
        }

        return _fitThread == Environment.CurrentManagedThreadId
            ? true
            : throw new InvalidOperationException(
                $"{model} is in a Fit on another thread, so {attempt} is refused: it could meet an update half done. "
                + "Call it from a callback of that fit, or when the fit has ended.");
    }

    private Holder Current => (Holder)Volatile.Read(ref _holder);

    private void Enter(Holder holder, string attempt)
    {
        int found = Interlocked.CompareExchange(ref _holder, (int)holder, (int)Holder.Nobody);
        if (found != (int)Holder.Nobody)
        {
            throw Refusal((Holder)found, attempt);
        }
    }

    private void Exit(Holder holder)
    {
        if (Current == holder)
        {
            Volatile.Write(ref _holder, (int)Holder.Nobody);
        }
    }

    private InvalidOperationException Refusal(Holder holder, string attempt) => new(holder switch
    {
        Holder.Fit when attempt == "Fit" => $"{model} is in a Fit already; a model trains in one at a time.",
        Holder.Fit => $"{model} is in a Fit, which alone trains it, so {attempt} is refused. Wait until it has ended, or end it: "
            + "callbacks by FitContext.Stop, others by FitOptions.CancellationToken.",
        Holder.Load => $"{model} is reading a file, so {attempt} is refused. Wait until that has ended.",
        _ => $"{model} is in a training step already; train it from one thread at a time, and dispose each training call.",
    });
}
