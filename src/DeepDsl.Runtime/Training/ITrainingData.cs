namespace DeepDsl;

/// <summary>What a fit trains on: the rows of each update, in the order of its epoch.</summary>
internal interface ITrainingData : IDisposable
{
    /// <summary>Samples of an epoch.</summary>
    int Samples { get; }

    /// <summary>Samples that a stream is mixed among; 0 for a data set.</summary>
    int ShuffleBuffer { get; }

    /// <summary>All of the samples; null for a stream, which nobody holds.</summary>
    DatasetBinding? Whole { get; }

    /// <summary>Whose rows the present update has: those of <see cref="Whole"/>, or what is there until the next update alone.</summary>
    DatasetBinding Binding { get; }

    /// <summary>Whether all floats of <see cref="Binding"/> are finite. Looked at once: an update has no time to spare for it.</summary>
    bool AreFinite { get; }

    /// <summary>Begins an epoch.</summary>
    /// <param name="plan">The fit's.</param>
    /// <param name="epoch">Epochs finished.</param>
    /// <param name="batch">Updates done in this one.</param>
    void StartEpoch(in FitPlan plan, int epoch, int batch);

    /// <summary>The first of the update's rows with data that are not finite, in words; null where there is none.</summary>
    string? FindNonFinite(ReadOnlySpan<int> rows) => Binding.FindNonFinite(rows);

    /// <summary>Rows that stand at these places of the epoch; of a stream the next ones, whatever came before.</summary>
    ReadOnlySpan<int> Rows(int start, int count);
}
