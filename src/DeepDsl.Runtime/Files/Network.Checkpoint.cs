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
    private const string ModelPrefix = "model.";
    private const string SlotPrefix = "optimizer.";

    /// <summary>
    /// Writes everything that training needs to go on: parameters, running statistics, the optimizer's state, and where the running or
    /// last fit stands. A safetensors file; a crash leaves the old one or the new one.
    /// </summary>
    /// <remarks>
    /// What is frozen, and the options in <see cref="Training"/> other than the learning rate, are the program's: set them as they were
    /// before going on. Gradients are not kept.
    /// </remarks>
    public void SaveCheckpoint(string path)
    {
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
        (_running?.Capture() ?? _lastFit)?.Write(tensors, metadata);
        SafetensorsFile.Write(path, tensors, metadata);
    }

    /// <summary>
    /// Reads what <see cref="SaveCheckpoint"/> wrote; <c>Fit</c> with <c>Resume</c> then goes on where that stood. A file that is damaged
    /// or of another model is an error that leaves the model as it was.
    /// </summary>
    public void LoadCheckpoint(string path)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        CheckOrigin(file);
        long step = ReadNumber(file, StepKey, text => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
        long optimizerStep = ReadNumber(file, OptimizerStepKey, text => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
        double rate = ReadNumber(file, RateKey, text => double.Parse(text, CultureInfo.InvariantCulture));
        FitSnapshot? fit = FitSnapshot.Read(file);
        WeightLoader weights = new(file, ModelPrefix, WeightLayout.Canonical);
        FindWeights(weights, WeightLayout.Canonical);
        WeightLoader[] all = [weights, .. Enumerable.Range(0, OptimizerSlotCount).Select(i => FindSlot(file, i))];
        foreach (WeightLoader loader in all)
        {
            loader.Check(Definition.Name, strict: true, "The checkpoint is damaged.");
        }
        StartOptimizer();
        foreach (WeightLoader loader in all)
        {
            loader.Write();
        }
        Step = step;
        OptimizerStepCount = optimizerStep;
        Training.LearningRate = rate;
        _lastFit = fit;
    }

    private static NetworkBuffer Slot(int index) => index == 0 ? NetworkBuffer.Slot0 : NetworkBuffer.Slot1;

    private static string SlotName(int slot) => string.Create(CultureInfo.InvariantCulture, $"{SlotPrefix}{slot}.");

    private WeightLoader FindSlot(SafetensorsFile file, int slot)
    {
        WeightLoader loader = new(file, SlotName(slot), WeightLayout.Canonical);
        foreach (ParameterDefinition parameter in Definition.Parameters)
        {
            loader.Find(
                parameter.Name,
                parameter.Shape,
                values => values.CopyTo(Backend.Edit(Slot(slot))[(int)parameter.Offset..]));
        }
        return loader;
    }

    private void CheckOrigin(SafetensorsFile file)
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
        if (spec != Definition.Spec)
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
    }

    private static T ReadNumber<T>(SafetensorsFile file, string key, Func<string, T> parse)
    {
        string text = file.Metadata.GetValueOrDefault(key, "");
        try
        {
            return parse(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new InvalidDataException($"{file.Path}: '{key}' is '{text}', which is not a number. The checkpoint is damaged.", e);
        }
    }

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
}
