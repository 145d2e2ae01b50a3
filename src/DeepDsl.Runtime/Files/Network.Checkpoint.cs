using System.Globalization;
using DeepDsl.CompilerServices;

namespace DeepDsl;

public abstract partial class Network
{
    private const string FormatKey = "deepdsl.checkpoint";
    private const string Format = "1";
    private const string SpecKey = "spec";
    private const string OptimizerKey = "optimizer";
    private const string StepKey = "step";
    private const string OptimizerStepKey = "optimizer_step";
    private const string RateKey = "learning_rate";
    private const string LayerRatePrefix = "rate.";
    private const string FrozenKey = "frozen";
    private const string ModelPrefix = "model.";
    private const string SlotPrefix = "optimizer.";

    /// <summary>Largest count of updates: the optimizers' formulas take it as a double, which counts no further.</summary>
    private const long MaxStep = 1L << 53;

    /// <summary>
    /// Writes everything that training needs to go on: parameters, running statistics, the optimizer's state, and where the running or
    /// last fit stands. A safetensors file; a crash leaves the old one or the new one. While a fit is running, its callbacks may save.
    /// </summary>
    /// <remarks>
    /// The options in <see cref="Training"/> other than the learning rate, and the factors of parameters, are the program's: set them as
    /// they were before going on. What is frozen and <see cref="Rates"/> are kept. Gradients are not.
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// A fit or a training call runs on another thread, or a fit is in the middle of an update.
    /// </exception>
    public void SaveCheckpoint(string path)
    {
        bool entered = _gate.EnterSave(nameof(SaveCheckpoint));
        List<SafetensorsTensor> tensors;
        Dictionary<string, string> metadata;
        try
        {
            CheckBetweenUpdates(nameof(SaveCheckpoint), "where a fit cannot resume");
            (tensors, metadata) = CheckpointContents();
        }
        finally
        {
            if (entered)
            {
                _gate.ExitSave();
            }
        }
        SafetensorsFile.Write(path, tensors, metadata);
    }

    private (List<SafetensorsTensor> Tensors, Dictionary<string, string> Metadata) CheckpointContents()
    {
        // First, since it judges the updates that a device was asked for.
        FitSnapshot? fit = _running?.Capture() ?? _lastFit;
        List<SafetensorsTensor> tensors = WeightTensors(ModelPrefix, WeightLayout.Canonical);
        // After a change of optimizer, what the old one kept is no part of the training.
        StartOptimizer();
        for (int i = 0; i < OptimizerSlotCount; i++)
        {
            ReadOnlySpan<float> slot = Backend.Read(Slot(i));
            foreach (ParameterDefinition parameter in Definition.Parameters)
            {
                float[] values = slot.Slice((int)parameter.Offset, parameter.Length).ToArray();
                tensors.Add(SafetensorsTensor.FromFloats(SlotName(i) + parameter.Name, parameter.Shape, values));
            }
        }
        CultureInfo culture = CultureInfo.InvariantCulture;
        Dictionary<string, string> metadata = new()
        {
            [FormatKey] = Format,
            [SpecKey] = Definition.Spec,
            [OptimizerKey] = Training.Optimizer.ToString(),
            [StepKey] = Step.ToString(culture),
            [OptimizerStepKey] = OptimizerStepCount.ToString(culture),
            [RateKey] = (_running?.BaseRate ?? Training.LearningRate).ToString("R", culture),
        };
        foreach (LayerRate layerRate in Rates)
        {
            metadata[LayerRatePrefix + layerRate.Name] = layerRate.Value.ToString("R", culture);
        }
        metadata[FrozenKey] = string.Join(' ', FrozenNames());
        WriteFeatures(metadata);
        fit?.Write(tensors, metadata);
        return (tensors, metadata);
    }

    /// <summary>
    /// Reads what <see cref="SaveCheckpoint"/> wrote; <c>Fit</c> with <c>Resume</c> then goes on where that stood. A file that is damaged
    /// or of another model is an error that leaves the model as it was.
    /// </summary>
    /// <exception cref="InvalidOperationException">A training call is open, or a fit is running.</exception>
    public void LoadCheckpoint(string path)
    {
        _gate.EnterLoad(nameof(LoadCheckpoint));
        try
        {
            TakeUp(ReadCheckpoint(path));
        }
        finally
        {
            _gate.ExitLoad();
        }
    }

    /// <summary>Judges all of a file. Nothing of the model has changed when it returns.</summary>
    private Checkpoint ReadCheckpoint(string path)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        bool isOfBefore = CheckOrigin(file);
        long step = ReadCount(file, StepKey, MaxStep);
        long optimizerStep = ReadCount(file, OptimizerStepKey, step);
        double rate = ReadRate(file);
        double[] layerRates = [.. Rates.Select(r => ReadRate(file, r, isOfBefore))];
        HashSet<string>? frozen = ReadFrozen(file, isOfBefore);
        FitSnapshot? fit = FitSnapshot.Read(file);
        WeightLoader weights = new(new WeightFile(file), ModelPrefix, WeightLayout.Canonical);
        FindWeights(weights, WeightLayout.Canonical);
        weights.FindFeatures(FeatureDeclaration);
        WeightLoader[] all = [weights, .. Enumerable.Range(0, OptimizerSlotCount).Select(i => FindSlot(file, i))];
        foreach (WeightLoader loader in all)
        {
            loader.Check(Definition.Name, strict: true, "The checkpoint is damaged.");
        }
        return new(all, step, optimizerStep, rate, layerRates, frozen, fit, weights.Features);
    }

    private void TakeUp(Checkpoint checkpoint)
    {
        StartOptimizer();
        Replace(checkpoint.Tensors, checkpoint.Features);
        Step = checkpoint.Step;
        OptimizerStepCount = checkpoint.OptimizerStep;
        Training.LearningRate = checkpoint.LearningRate;
        for (int i = 0; i < Rates.Count; i++)
        {
            Rates[i].Value = checkpoint.LayerRates[i];
        }
        if (checkpoint.Frozen is { } frozen)
        {
            Freeze(frozen);
        }
        _lastFit = checkpoint.Fit;
        ForgetPasses();
    }

    private static NetworkBuffer Slot(int index) => index == 0 ? NetworkBuffer.Slot0 : NetworkBuffer.Slot1;

    private static string SlotName(int slot) => string.Create(CultureInfo.InvariantCulture, $"{SlotPrefix}{slot}.");

    private WeightLoader FindSlot(SafetensorsFile file, int slot)
    {
        WeightLoader loader = new(new WeightFile(file), SlotName(slot), WeightLayout.Canonical);
        loader.TakeFormerNames(Parameters);
        foreach (ParameterDefinition parameter in Definition.Parameters)
        {
            loader.Find(
                parameter.Name,
                parameter.Shape,
                values => values.CopyTo(Backend.Edit(Slot(slot))[(int)parameter.Offset..]));
        }
        return loader;
    }

    /// <summary>Whether it is of this model under the names of before.</summary>
    private bool CheckOrigin(SafetensorsFile file)
    {
        if (!file.Metadata.TryGetValue(FormatKey, out string? format))
        {
            throw new InvalidDataException($"{file.Path} is not a checkpoint. Read files of weights with LoadWeights.");
        }
        if (format != Format)
        {
            throw new InvalidDataException(
                $"{file.Path} is a checkpoint of format {Listing.Short(format)}, but this version reads format {Format}.");
        }
        string spec = file.Metadata.GetValueOrDefault(SpecKey, "");
        bool isOfBefore = spec != Definition.Spec && spec == Definition.FormerSpec;
        if (spec != Definition.Spec && !isOfBefore)
        {
            throw new InvalidDataException(
                $"{file.Path} is the checkpoint of another model than {Definition.Name}, or of an earlier declaration of it: the first "
                + $"difference is {FirstDifference(spec, Definition.Spec)}. To take over weights alone, use "
                + $"LoadWeights(path, prefix: \"{ModelPrefix}\", strict: false).");
        }
        string optimizer = file.Metadata.GetValueOrDefault(OptimizerKey, "");
        if (optimizer != Training.Optimizer.ToString())
        {
            throw new InvalidDataException(
                $"{file.Path} holds the state of {Listing.Short(optimizer)}, but {Definition.Name} trains with {Training.Optimizer}. "
                + "Set Training.Optimizer before loading.");
        }
        return isOfBefore;
    }

    private static long ReadCount(SafetensorsFile file, string key, long most)
    {
        string text = file.Metadata.GetValueOrDefault(key, "");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count) && count <= most
            ? count
            : throw Damaged(file, key, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {most}"));
    }

    private static double ReadRate(SafetensorsFile file)
    {
        string text = file.Metadata.GetValueOrDefault(RateKey, "");
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate) && TrainOptions.IsLearningRate(rate)
            ? rate
            : throw Damaged(file, RateKey, text, "a finite number of at least 0");
    }

    private static double ReadRate(SafetensorsFile file, LayerRate rate, bool isOfBefore)
    {
        string key = LayerRatePrefix + (isOfBefore ? rate.FormerName ?? rate.Name : rate.Name);
        if (!file.Metadata.TryGetValue(key, out string? text))
        {
            return rate.Declared; // files of before rates could change
        }
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && rate.CanBe(value)
            ? value
            : throw Damaged(file, key, text, rate.Range);
    }

    /// <summary>Null for files of before what is frozen was kept.</summary>
    private HashSet<string>? ReadFrozen(SafetensorsFile file, bool isOfBefore)
    {
        if (!file.Metadata.TryGetValue(FrozenKey, out string? text))
        {
            return null;
        }
        Dictionary<string, string> names = Tensors().ToDictionary(t => isOfBefore ? t.FormerName ?? t.Name : t.Name, t => t.Name);
        string[] frozen = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Array.TrueForAll(frozen, names.ContainsKey)
            ? [.. frozen.Select(name => names[name])]
            : throw Damaged(file, FrozenKey, text, $"a list of parameters and states of {Definition.Name}");
    }

    private static InvalidDataException Damaged(SafetensorsFile file, string key, string text, string expected) =>
        new($"{file.Path}: '{key}' is '{Listing.Short(text)}', which is not {expected}. The checkpoint is damaged.");

    private static string FirstDifference(string file, string model)
    {
        const int context = 20;
        int at = 0;
        while (at < Math.Min(file.Length, model.Length) && file[at] == model[at])
        {
            at++;
        }
        return $"'{Excerpt(file)}' in the file against '{Excerpt(model)}' in the model";

        string Excerpt(string text) => text[Math.Max(0, Math.Min(at, text.Length) - context)..Math.Min(text.Length, at + context)];
    }

    /// <summary>What a file holds, found to fit the model.</summary>
    private sealed record Checkpoint(
        WeightLoader[] Tensors, long Step, long OptimizerStep, double LearningRate, double[] LayerRates, HashSet<string>? Frozen,
        FitSnapshot? Fit, FeatureNumbers? Features);
}
