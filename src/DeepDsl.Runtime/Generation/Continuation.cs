namespace DeepDsl;

/// <summary>The tokens that follow what was read, one after another.</summary>
/// <param name="reading">Has read the prompt.</param>
/// <param name="options">How each is chosen, and which one is the last.</param>
/// <param name="count">The most that there are.</param>
internal struct Continuation(Reading reading, GenerateOptions options, int count)
{
    /// <summary>How many there were.</summary>
    public int Found { get; private set; }

    public int Current { get; private set; }

    /// <summary>Finds the next one; false behind the last. What nobody asks for is not computed.</summary>
    public bool MoveNext()
    {
        if (Found == count || (Found > 0 && Current == options.StopToken))
        {
            return false;
        }

        if (Found > 0)
        {
            reading.Read(Current);
        }

        Current = reading.Choose(options, Found++);
        return true;
    }
}
