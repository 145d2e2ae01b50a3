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
        Demand(options.Callbacks != null, "FitOptions.Callbacks is null; leave it out for none.");
        NoneIsNull(options.Callbacks!, nameof(FitOptions.Callbacks));
        NoneIsNull(options.Metrics ?? [], nameof(FitOptions.Metrics));
        Demand(options.Augment != null, "FitOptions.Augment is null; leave it out for none.");
        NoneIsNull(options.Augment!, nameof(FitOptions.Augment));
        Demand(options.AugmentThreads is >= 1 and <= 64, $"FitOptions.AugmentThreads is {options.AugmentThreads}; it must be from 1 to 64.");
        Demand(options.CheckpointPath != "", "FitOptions.CheckpointPath is empty; name a file, or leave it out.");
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
