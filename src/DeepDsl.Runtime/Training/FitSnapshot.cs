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
    private const string ColumnsKey = "fit.history";
    private const string HistoryTensor = "fit.history";
    private const string ScheduleTensor = "fit.schedule";
    private const string MetricTensor = "fit.metric.";
    private const string CallbackTensor = "fit.callback.";

    /// <summary>What computed it, <see cref="CompilerServices.NetworkBackend.Registers"/>; empty where an older version wrote the file.</summary>
    public string Registers { get; init; } = "";

    public IReadOnlyList<EpochResult> History { get; init; } = [];
    public double[] Schedule { get; init; } = [];

    /// <summary>What each metric has gathered in the running epoch.</summary>
    public IReadOnlyList<double[]> MetricSums { get; init; } = [];

    /// <summary>By callback, in the order of the options.</summary>
    public IReadOnlyList<IReadOnlyList<SafetensorsTensor>> Callbacks { get; init; } = [];

    public void Write(List<SafetensorsTensor> tensors, Dictionary<string, string> metadata)
    {
        (int epoch, int batch, long step, double lossSum, double weightSum, double rate) = Position;
        metadata[PositionKey] = string.Create(
            CultureInfo.InvariantCulture, $"{epoch} {batch} {step} {lossSum:R} {weightSum:R} {rate:R}");
        metadata[PlanKey] = Plan.ToString();
        metadata[RegistersKey] = Registers;
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

    /// <summary>Null where the checkpoint was not taken of a fit.</summary>
    public static FitSnapshot? Read(SafetensorsFile file)
    {
        if (!file.Metadata.TryGetValue(PositionKey, out string? position))
        {
            return null;
        }
        try
        {
            string[] parts = position.Split(' ');
            CultureInfo culture = CultureInfo.InvariantCulture;
            return new FitSnapshot(
                new FitPosition(
                    int.Parse(parts[0], culture),
                    int.Parse(parts[1], culture),
                    long.Parse(parts[2], culture),
                    double.Parse(parts[3], culture),
                    double.Parse(parts[4], culture),
                    double.Parse(parts[5], culture)),
                FitPlan.Parse(file.Metadata[PlanKey]))
            {
                Registers = file.Metadata.GetValueOrDefault(RegistersKey, ""),
                History = ReadHistory(file),
                Schedule = file.Tensor(ScheduleTensor).ToDoubles(),
                MetricSums = [.. Sequence(file, i => Indexed(MetricTensor, i)).Select(t => t.ToDoubles())],
                Callbacks = ReadCallbacks(file),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or IndexOutOfRangeException or KeyNotFoundException
                or ArgumentException)
        {
            throw new InvalidDataException($"{file.Path}: the position of the fit in this checkpoint is damaged ({e.Message}).", e);
        }
    }

    /// <summary>What to tell where others go on; null where the bits are those of an uninterrupted fit, or nobody can know.</summary>
    public string? ChangeOfRegisters(string now) =>
        Registers.Length == 0 || now.Length == 0 || Registers == now ? null
        : $"This fit ran with {Registers} and goes on with {now}: the last bits of its results may differ from those without the interruption.";

    private void WriteHistory(List<SafetensorsTensor> tensors, Dictionary<string, string> metadata)
    {
        string[] names = History.Count == 0 ? [] : [.. History[0].Names];
        metadata[ColumnsKey] = string.Join('\n', names);
        double[] values =
        [
            .. History.SelectMany(e => names.Select(n => e.Value(n) ?? double.NaN).Append(e.LearningRate).Append(e.Seconds)),
        ];
        tensors.Add(SafetensorsTensor.FromDoubles(HistoryTensor, [History.Count, names.Length + 2], values));
    }

    private static EpochResult[] ReadHistory(SafetensorsFile file)
    {
        string[] names = file.Metadata[ColumnsKey].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        SafetensorsTensor tensor = file.Tensor(HistoryTensor);
        double[] values = tensor.ToDoubles();
        int columns = names.Length + 2;
        if (tensor.Shape.Count != 2 || tensor.Shape[1] != columns)
        {
            throw new FormatException($"the history has the shape [{string.Join(", ", tensor.Shape)}] for {names.Length} values an epoch");
        }
        EpochResult[] epochs = new EpochResult[tensor.Shape[0]];
        for (int i = 0; i < epochs.Length; i++)
        {
            ReadOnlySpan<double> row = values.AsSpan(i * columns, columns);
            epochs[i] = EpochResult.FromValues(i + 1, names, row[..names.Length], learningRate: row[^2], seconds: row[^1]);
        }
        return epochs;
    }

    private static List<IReadOnlyList<SafetensorsTensor>> ReadCallbacks(SafetensorsFile file)
    {
        List<List<SafetensorsTensor>> callbacks = [];
        foreach (SafetensorsTensor tensor in file.Tensors.Values)
        {
            if (tensor.Name.StartsWith(CallbackTensor, StringComparison.Ordinal))
            {
                string[] parts = tensor.Name[CallbackTensor.Length..].Split('.', 2);
                int index = int.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture);
                if (index > 1000)
                {
                    throw new FormatException($"callback number {index} is not plausible");
                }
                while (callbacks.Count <= index)
                {
                    callbacks.Add([]);
                }
                callbacks[index].Add(tensor.Renamed(parts[1]));
            }
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
