using System.Globalization;

namespace DeepDsl;

/// <summary>
/// Everything besides the model and its optimizer that decides how a fit goes on: kept when a fit ends, written into checkpoints, and
/// taken up by a fit that resumes.
/// </summary>
internal sealed record FitSnapshot(FitPosition Position, FitPlan Plan)
{
    private const string PositionKey = "fit.position";
    private const string PlanKey = "fit.plan";
    private const string RegistersKey = "fit.registers";
    private const string AugmentationKey = "fit.augmentation";
    private const string ColumnsKey = "fit.history";
    private const string HistoryTensor = "fit.history";
    private const string ScheduleTensor = "fit.schedule";
    private const string MetricTensor = "fit.metric.";
    private const string CallbackTensor = "fit.callback.";
    private const string Prefix = "fit.";
    private const string ValidationLossKey = EpochResult.ValidationPrefix + EpochResult.LossKey;
    private const int LastCallback = 1000;
    private const int LongestRegisters = 100;
    private const int LongestAugmentation = 4000;

    /// <summary>What computed it, <see cref="CompilerServices.NetworkBackend.Registers"/>; empty where an older version wrote the file.</summary>
    public string Registers { get; init; } = "";

    /// <summary>What it changes of samples, <see cref="DeepDsl.Augmentation.Text"/>; null where an older version wrote the file.</summary>
    public string? Augmentation { get; init; }

    /// <summary>
    /// What it measures, as <see cref="EpochResult.Names"/>; empty where an older version wrote the file inside its first epoch.
    /// </summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public IReadOnlyList<EpochResult> History { get; init; } = [];
    public double[] Schedule { get; init; } = [];

    /// <summary>What each metric has gathered in the running epoch.</summary>
    public IReadOnlyList<double[]> MetricSums { get; init; } = [];

    /// <summary>By callback, in the order in which they are called: that of the options, but those that save checkpoints last.</summary>
    public IReadOnlyList<IReadOnlyList<SafetensorsTensor>> Callbacks { get; init; } = [];

    public void Write(List<SafetensorsTensor> tensors, Dictionary<string, string> metadata)
    {
        metadata[PositionKey] = Position.ToString();
        metadata[PlanKey] = Plan.ToString();
        metadata[RegistersKey] = Registers;
        if (Augmentation != null)
        {
            metadata[AugmentationKey] = Augmentation;
        }
        WriteHistory(tensors, metadata);
        tensors.Add(Numbers(ScheduleTensor, Schedule));
        for (int i = 0; i < MetricSums.Count; i++)
        {
            tensors.Add(Numbers(Indexed(MetricTensor, i), MetricSums[i]));
        }
        for (int i = 0; i < Callbacks.Count; i++)
        {
            tensors.AddRange(Callbacks[i].Select(t => t.Renamed($"{Indexed(CallbackTensor, i)}.{t.Name}")));
        }
    }

    /// <summary>
    /// Null where the checkpoint was not taken of a fit. What cannot be, whatever the model and the options, is an error.
    /// </summary>
    public static FitSnapshot? Read(SafetensorsFile file)
    {
        if (!file.Metadata.TryGetValue(PositionKey, out string? position))
        {
            return null;
        }
        try
        {
            (string[] names, EpochResult[] history) = ReadHistory(file);
            FitSnapshot snapshot = new(FitPosition.Parse(position), FitPlan.Parse(file.Metadata[PlanKey]))
            {
                Registers = file.Metadata.GetValueOrDefault(RegistersKey, ""),
                Augmentation = file.Metadata.GetValueOrDefault(AugmentationKey),
                Names = names,
                History = history,
                Schedule = file.Tensor(ScheduleTensor).ToDoubles(),
                MetricSums = [.. Sequence(file, i => Indexed(MetricTensor, i)).Select(t => t.ToDoubles())],
                Callbacks = ReadCallbacks(file),
            };
            return snapshot.Problem(file) is string problem
                ? throw new InvalidDataException($"{file.Path}: the position of the fit in this checkpoint is damaged: {problem}.")
                : snapshot;
        }
        catch (Exception e) when (e is FormatException or OverflowException or KeyNotFoundException or ArgumentException)
        {
            throw new InvalidDataException(
                $"{file.Path}: the position of the fit in this checkpoint is damaged ({Listing.Short(e.Message)}).", e);
        }
    }

    /// <summary>What to tell where others go on; null where the bits are those of an uninterrupted fit, or nobody can know.</summary>
    public string? ChangeOfRegisters(string now) =>
        Registers.Length == 0 || now.Length == 0 || Registers == now ? null
        : $"This fit ran with {Registers} and goes on with {now}: the last bits of its results may differ from those without the interruption.";

    /// <summary>Why no fit could have saved this; null where one could.</summary>
    private string? Problem(SafetensorsFile file)
    {
        if ((Plan.Problem() ?? Position.Problem(Plan, History.Count)) is string problem)
        {
            return problem;
        }
        int metrics = Names.Count(n => n != EpochResult.LossKey) / (Names.Contains(ValidationLossKey) ? 2 : 1);
        bool measured = Position.Batch == 0 ? MetricSums.Count == 0 : Names.Count == 0 || MetricSums.Count == metrics;
        if (!measured)
        {
            return $"it has sums of {MetricSums.Count} metrics {(Position.Batch == 0 ? "between epochs" : $"instead of {metrics}")}";
        }
        if (History.FirstOrDefault(e => !IsPossible(e)) is { } epoch)
        {
            return FormattableString.Invariant(
                $"epoch {epoch.Epoch} of the history has a loss of {epoch.Loss}, a rate of {epoch.LearningRate}, {epoch.Seconds} seconds");
        }
        HashSet<string> known = [HistoryTensor, ScheduleTensor, .. MetricSums.Select((_, i) => Indexed(MetricTensor, i))];
        string? unknown = file.Tensors.Keys.FirstOrDefault(name => name.StartsWith(Prefix, StringComparison.Ordinal)
            && !name.StartsWith(CallbackTensor, StringComparison.Ordinal) && !known.Contains(name));
        return unknown != null ? $"it has a tensor '{Listing.Short(unknown)}', which belongs to nothing"
            : Registers.Length > LongestRegisters ? $"the name of its registers has {Registers.Length} characters"
            : Augmentation?.Length > LongestAugmentation ? $"its augmentation has {Augmentation.Length} characters"
            : null;
    }

    private static bool IsPossible(EpochResult epoch) =>
        double.IsFinite(epoch.Loss) && TrainOptions.IsLearningRate(epoch.LearningRate)
        && double.IsFinite(epoch.Seconds) && epoch.Seconds >= 0;

    private static void Demand(bool condition, string problem)
    {
        if (!condition)
        {
            throw new FormatException(problem);
        }
    }

    private void WriteHistory(List<SafetensorsTensor> tensors, Dictionary<string, string> metadata)
    {
        metadata[ColumnsKey] = string.Join('\n', Names);
        double[] values =
        [
            .. History.SelectMany(e => Names.Select(n => e.Value(n) ?? double.NaN).Append(e.LearningRate).Append(e.Seconds)),
        ];
        tensors.Add(SafetensorsTensor.FromDoubles(HistoryTensor, [History.Count, Names.Count + 2], values));
    }

    private static (string[] Names, EpochResult[] Epochs) ReadHistory(SafetensorsFile file)
    {
        string[] names = file.Metadata[ColumnsKey].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        SafetensorsTensor tensor = file.Tensor(HistoryTensor);
        double[] values = tensor.ToDoubles();
        int columns = names.Length + 2;
        Demand(
            tensor.Shape.Count == 2 && tensor.Shape[1] == columns,
            $"the history has the shape [{Listing.Of(tensor.Shape)}] for {names.Length} values an epoch");
        int validation = Array.IndexOf(names, ValidationLossKey);
        string[] metrics = names.Length == 0 ? [] : names[1..(validation < 0 ? names.Length : validation)];
        Demand(
            names.Length == 0 ? tensor.Shape[0] == 0 : names.SequenceEqual(EpochResult.NamesOf(metrics, validation >= 0).Distinct()),
            "the values of its history are not a loss and metrics, and the same of the validation");
        EpochResult[] epochs = new EpochResult[tensor.Shape[0]];
        for (int i = 0; i < epochs.Length; i++)
        {
            ReadOnlySpan<double> row = values.AsSpan(i * columns, columns);
            epochs[i] = EpochResult.FromValues(i + 1, names, row[..names.Length], learningRate: row[^2], seconds: row[^1]);
        }
        return (names, epochs);
    }

    private static List<IReadOnlyList<SafetensorsTensor>> ReadCallbacks(SafetensorsFile file)
    {
        List<List<SafetensorsTensor>> callbacks = [];
        foreach (SafetensorsTensor tensor in file.Tensors.Values)
        {
            if (!tensor.Name.StartsWith(CallbackTensor, StringComparison.Ordinal))
            {
                continue;
            }
            string[] parts = tensor.Name[CallbackTensor.Length..].Split('.', 2);
            bool isNumber = int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index);
            Demand(
                isNumber && index <= LastCallback && parts.Length == 2,
                $"its tensor '{Listing.Short(tensor.Name)}' belongs to no callback");
            while (callbacks.Count <= index)
            {
                callbacks.Add([]);
            }
            callbacks[index].Add(tensor.Renamed(parts[1]));
        }
        return [.. callbacks];
    }

    private static IEnumerable<SafetensorsTensor> Sequence(SafetensorsFile file, Func<int, string> name)
    {
        for (int i = 0; file.Tensors.TryGetValue(name(i), out SafetensorsTensor? tensor); i++)
        {
            yield return tensor;
        }
    }

    private static SafetensorsTensor Numbers(string name, double[] values) => SafetensorsTensor.FromDoubles(name, [values.Length], values);

    private static string Indexed(string prefix, int index) => prefix + index.ToString(CultureInfo.InvariantCulture);
}
