namespace DeepDsl;

/// <summary>What a fit trains on: the rows of each update, in the order of its epoch.</summary>
internal interface ITrainingData : IDisposable
{
    /// <summary>Samples of an epoch.</summary>
    int Samples { get; }

    /// <summary>Samples that a stream is mixed among; 0 for a data set.</summary>
    int ShuffleBuffer { get; }

    /// <summary>Whether the rows of an update are there until the next alone.</summary>
    bool IsStream { get; }

    /// <summary>Whose rows they are.</summary>
    DatasetBinding Binding { get; }

    /// <summary>Whether all floats of <see cref="Binding"/> are finite. Looked at once: an update has no time to spare for it.</summary>
    bool AreFinite { get; }

    /// <summary>Begins an epoch.</summary>
    /// <param name="plan">The fit's.</param>
    /// <param name="epoch">Epochs finished.</param>
    /// <param name="batch">Updates done in this one.</param>
    void StartEpoch(in FitPlan plan, int epoch, int batch);

    /// <summary>Rows that stand at these places of the epoch; of a stream the next ones, whatever came before.</summary>
    ReadOnlySpan<int> Rows(int start, int count);
}
