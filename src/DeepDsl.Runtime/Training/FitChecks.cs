using System.Diagnostics.CodeAnalysis;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Refuses what a fit cannot do, before it starts.</summary>
internal static class FitChecks
{
    public static void NotNull(NetworkDefinition model, [NotNull] object? data, string whatIs)
    {
        if (data == null)
        {
            throw new ArgumentNullException(
                null, $"{char.ToUpperInvariant(whatIs[0])}{whatIs[1..]} null; {model.Name} needs at least one sample.");
        }
    }

    public static void HasLoss(NetworkDefinition model)
    {
        if (model.Losses.Length == 0)
        {
            throw new InvalidOperationException($"{model.Name} has no loss to train or evaluate by. Add [Loss(...)] to the class.");
        }
    }

    public static void Options(FitOptions options)
    {
        Demand(options.Epochs >= 1, $"FitOptions.Epochs is {options.Epochs}; it must be at least 1.");
        Demand(options.BatchSize >= 0, $"FitOptions.BatchSize is {options.BatchSize}; it must be positive, or 0 for the model's own.");
        Demand(options.AccumulateSteps >= 1, $"FitOptions.AccumulateSteps is {options.AccumulateSteps}; it must be at least 1.");
        Demand(
            options.ValidationFraction is >= 0 and < 1,
            FormattableString.Invariant($"FitOptions.ValidationFraction is {options.ValidationFraction}; it must lie from 0 to below 1."));
        Demand(
            options.Validation == null || options.ValidationFraction == 0,
            "FitOptions has both Validation and ValidationFraction; give one of them.");
        Demand(options.BucketBatches >= 0, $"FitOptions.BucketBatches is {options.BucketBatches}; it must be positive, or 0 for none.");
        Demand(
            options.BucketBatches == 0 || options.Shuffle,
            "FitOptions.BucketBatches orders samples by length within a random order, but Shuffle is false; set Shuffle = true, or leave it out.");
        Demand(options.Callbacks != null, "FitOptions.Callbacks is null; leave it out for none.");
        NoneIsNull(options.Callbacks!, nameof(FitOptions.Callbacks));
        NoneIsNull(options.Metrics ?? [], nameof(FitOptions.Metrics));
        Demand(options.Augment != null, "FitOptions.Augment is null; leave it out for none.");
        NoneIsNull(options.Augment!, nameof(FitOptions.Augment));
        Demand(options.AugmentThreads is >= 1 and <= 64, $"FitOptions.AugmentThreads is {options.AugmentThreads}; it must be from 1 to 64.");
        Demand(options.CheckpointPath != "", "FitOptions.CheckpointPath is empty; name a file, or leave it out.");
    }

    /// <summary>Batches of like lengths need somebody who tells them.</summary>
    public static void Buckets(FitOptions options, DatasetBinding data) => Demand(
        options.BucketBatches == 0 || data.TellsLengths,
        "FitOptions.BucketBatches makes batches of sequences alike in length, but no input tells how long they are where steps are set at run time. "
        + "Set it to 0, or declare PaddingToken or Lengths on an input over Dim.T.");

    /// <summary>A stream is gone through in its order, and what it holds is known as it comes.</summary>
    public static void Stream(Network network, DataStream stream, FitOptions options)
    {
        Demand(stream.Samples >= 0, $"DataStream.Samples is {stream.Samples}; give how many samples it has, or 0 to count them first.");
        Demand(stream.ShuffleBuffer >= 1, $"DataStream.ShuffleBuffer is {stream.ShuffleBuffer}; it must be at least 1.");
        Demand(stream.Prefetch >= 1, $"DataStream.Prefetch is {stream.Prefetch}; it must be at least 1.");
        Demand(options.ValidationFraction == 0, "FitOptions.ValidationFraction draws from a data set, but this fit is over a stream; give Validation.");
        Demand(options.Carried == null, "FitOptions.Carried needs the order of a data set, but this fit is over a stream; give Fit a Dataset.");
        Demand(
            options.Augment.Count == 0,
            "FitOptions.Augment changes the samples of a data set, but this fit is over a stream; change them where the stream gives them.");
        Demand(options.BucketBatches == 0, "FitOptions.BucketBatches orders a data set, but this fit is over a stream; set it to 0.");
        Demand(
            network.States.Count == 0 || !options.Callbacks.Any(c => c is StochasticAveraging),
            "StochasticAveraging goes through the training set again for the statistics of batch norms, but this fit is over a stream; give Fit a "
            + "Dataset, or take ExponentialAveraging.");
        if (stream.CanBeginAnew)
        {
            return;
        }
        const string Advice = "give DataStream a function that opens it anew";
        Demand(options.Epochs == 1, $"The training stream can be gone through once, but FitOptions.Epochs is {options.Epochs}; {Advice}, or set Epochs = 1.");
        Demand(!options.Resume, $"The training stream can be gone through once, so a fit cannot resume inside it; {Advice}, or set Resume = false.");
        Demand(stream.Samples > 0, $"The training stream can be gone through once, so its samples cannot be counted first; {Advice}, or set Samples.");
    }

    /// <summary>Segments of streams follow one another only in their own order, and all in batches of one size.</summary>
    public static void Carried(Network network, FitOptions options, int batch, int samples, int validationSamples)
    {
        if (options.Carried == null)
        {
            return;
        }

        Demand(
            !options.Shuffle && options.ValidationFraction == 0,
            $"FitOptions.Carried takes samples in their order, but {(options.Shuffle ? "Shuffle is true; set Shuffle = false" : "ValidationFraction draws some at random; give Validation instead")}.");
        Carried(network, options.Carried, batch, samples, "the training set");
        if (validationSamples > 0)
        {
            Carried(network, options.Carried, batch, validationSamples, "the validation set");
        }
    }

    /// <summary>The same of one set.</summary>
    public static void Carried(Network network, CarriedState? carried, int batch, int samples, string what)
    {
        if (carried == null)
        {
            return;
        }

        Demand(carried.IsOf(network), $"The state that is carried is another model's; make one of this {network.Definition.Name}.");
        Demand(
            batch == carried.Batch && samples % batch == 0,
            $"The state carries {carried.Batch} streams, but {what} has {samples} samples in batches of {batch}; give batches of {carried.Batch}, "
            + "all of them full, as Dataset.SideBySide does.");
    }

    /// <summary>What streams carried is not saved, so a fit goes on where they begin anew.</summary>
    public static void ResumeCarried(FitSnapshot saved, FitOptions options)
    {
        if (options.Carried != null && saved.Position.Batch != 0)
        {
            throw new InvalidOperationException(
                $"The saved fit stopped after {saved.Position.Batch} updates of an epoch, and what its streams carried then is not saved. "
                + "Resume from a checkpoint of an epoch's end, or set Resume = false.");
        }
    }

    /// <summary>Samples change as they would have. Augmentations of the user's own are told apart by their names.</summary>
    public static void ResumeAugmented(FitSnapshot saved, FitOptions options)
    {
        static string Named(string text) => text.Length == 0 ? "nothing" : Listing.Short(text);

        string now = Augmentation.Text(options.Augment);
        if (saved.Augmentation != null && saved.Augmentation != now)
        {
            throw CannotResume($"This fit changes samples by {Named(now)} instead of {Named(saved.Augmentation)}", "augmentation");
        }
    }

    /// <summary>A fit goes on only where it would see the batches that it would have seen, and measure the same.</summary>
    public static void Resume(FitSnapshot saved, in FitPlan plan, string[] names, LearningRateSchedule? schedule)
    {
        if (plan.Difference(saved.Plan) is string difference)
        {
            throw CannotResume($"This fit has {difference}", "data and options");
        }
        if (saved.Names.Count > 0 && !saved.Names.SequenceEqual(names))
        {
            throw CannotResume(
                $"This fit measures {Listing.Quoted(names)} instead of {Listing.Quoted(saved.Names)}", "metrics and validation");
        }
        int numbers = schedule?.SaveState().Length ?? 0;
        if (numbers != saved.Schedule.Length)
        {
            string kind = numbers > 0 ? $" ({schedule!.GetType().Name})" : "";
            throw CannotResume(
                $"This fit's schedule keeps {numbers} numbers{kind}, but that of the saved one kept {saved.Schedule.Length}", "schedule");
        }
    }

    /// <summary>A state belongs to the callback that stands where the one stood that saved it.</summary>
    public static void Callbacks(FitSnapshot saved, Network network, Callback[] callbacks)
    {
        for (int i = 0; i < saved.Callbacks.Count; i++)
        {
            IReadOnlyList<SafetensorsTensor> state = saved.Callbacks[i];
            if (state.Count == 0)
            {
                continue;
            }
            if (i >= callbacks.Length || !callbacks[i].HasState)
            {
                string found = i < callbacks.Length
                    ? $"this fit has {callbacks[i].GetType().Name} there, which keeps none"
                    : $"this fit has {callbacks.Length} callbacks";
                throw CannotResume(
                    $"The saved fit has a state of callback {i + 1}, those that save checkpoints not counted "
                    + $"({Listing.Of(state, t => $"'{Listing.Short(t.Name)}'")}), but {found}",
                    "callbacks in the same order");
            }
            callbacks[i].CheckState(network, state);
        }
    }

    private static InvalidOperationException CannotResume(string difference, string advice) =>
        new($"{difference}, so it cannot resume the saved one. Give the same {advice}, or set Resume = false.");

    private static void NoneIsNull<T>(IReadOnlyList<T?> items, string option)
        where T : class
    {
        for (int i = 0; i < items.Count; i++)
        {
            Demand(items[i] != null, $"FitOptions.{option} holds null at position {i}; leave it out.");
        }
    }

    private static void Demand(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }
}
