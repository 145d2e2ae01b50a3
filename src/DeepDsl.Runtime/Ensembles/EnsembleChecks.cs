using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Refuses what models cannot be together, before any is trained where that can be known.</summary>
internal static class EnsembleChecks
{
    /// <summary>Models of one kind of output.</summary>
    public static void Members(IReadOnlyList<Network?> members)
    {
        if (members.Count == 0)
        {
            throw new ArgumentException("An ensemble needs at least one model, but no member was given.", nameof(members));
        }
        AreNew(members);
        for (int i = 0; i < members.Count; i++)
        {
            Network member = members[i]!;
            if (Form(member.Definition) is var form && form != Form(members[0]!.Definition))
            {
                throw new ArgumentException(
                    $"Member {i + 1} of the ensemble, {member.Definition.Name}, has {form}, but the first, {members[0]!.Definition.Name}, has "
                    + $"{Form(members[0]!.Definition)}; outputs and losses of all must be equal.",
                    nameof(members));
            }
        }
    }

    /// <summary>Each an object of its own.</summary>
    public static void AreNew(IReadOnlyList<Network?> members)
    {
        for (int i = 0; i < members.Count; i++)
        {
            if (members[i] == null)
            {
                throw new ArgumentException($"Member {i + 1} of the ensemble is null; make a new model for each.", nameof(members));
            }
            if (members.Take(i).Contains(members[i]))
            {
                throw new ArgumentException($"Member {i + 1} of the ensemble is the same object as one before; make a new model for each.", nameof(members));
            }
        }
    }

    public static void Weights(double[] weights, int members)
    {
        if (weights.Length != members)
        {
            throw new ArgumentException($"{weights.Length} weights were given for {members} members; give one for each.", nameof(weights));
        }
        if (weights.FirstOrDefault(w => !double.IsFinite(w) || w < 0) is var wrong and not 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"A weight of a member is {wrong}; it must be a finite number of at least 0."), nameof(weights));
        }
        if (weights.Sum() is var sum && (sum == 0 || !double.IsFinite(sum)))
        {
            throw new ArgumentException("The weights of the members have no sum to divide by; give at least one above 0.", nameof(weights));
        }
    }

    /// <summary>What models of the kind can be put together by.</summary>
    public static void Vote(EnsembleVote vote, NetworkDefinition model)
    {
        Demand(Enum.IsDefined(vote), $"There is no vote {vote}; take one of {string.Join(", ", Enum.GetNames<EnsembleVote>())}.");
        switch (vote)
        {
            case EnsembleVote.Majority:
                HasClasses(model);
                break;
            case EnsembleVote.Sum:
                IsOfNumbers(model);
                break;
            case EnsembleVote.LogOdds:
                IsOfNumbers(model);
                Demand(
                    model.Outputs[0].Length == 1,
                    $"Log-odds are one number a sample, but output '{model.Outputs[0].Name}' of {model.Name} has {model.Outputs[0].Length}.");
                break;
        }
    }

    /// <summary>What a majority can be counted of.</summary>
    public static void HasClasses(NetworkDefinition model)
    {
        foreach (ValueDefinition output in model.Outputs)
        {
            int index = Array.IndexOf(model.Outputs, output);
            LossDefinition? loss = Array.Find(model.Losses, l => l.Output == index && l.HasTarget);
            if (loss is { IntTargetShape: null, IsYesOrNo: false })
            {
                throw new ArgumentException(
                    $"A majority is counted of classes, but output '{output.Name}' of {model.Name} is trained by {loss.Kind}, which has none; take "
                    + $"{nameof(EnsembleVote)}.{nameof(EnsembleVote.Mean)}.");
            }
        }
    }

    /// <summary>What boosting for numbers adds up.</summary>
    public static void IsOfNumbers(NetworkDefinition model)
    {
        if (model.Outputs.Length != 1 || model.Losses is not [{ HasTarget: true, IntTargetShape: null, IsYesOrNo: false, TakesFloats: true }])
        {
            throw new ArgumentException(
                $"Gradient boosting adds up models of numbers, with one output and one loss such as {nameof(Loss.MeanSquaredError)}, but {model.Name} has "
                + $"{Form(model)}; for classes take {nameof(AdaBoost)}, or YesNo = true with a model of one number.");
        }
    }

    public static void LearningRate(double rate, string options) => Demand(
        double.IsFinite(rate) && rate > 0,
        FormattableString.Invariant($"{options}.LearningRate is {rate}; it must be a finite number above 0."));

    public static void Options(EnsembleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Demand(options.Members >= 1, $"{nameof(EnsembleOptions)}.{nameof(options.Members)} is {options.Members}; it must be at least 1.");
        Fit(options.Fit, threads: 1);
    }

    /// <summary>What several fits share must be nobody's own.</summary>
    public static void Fit(FitOptions fit, int threads)
    {
        Demand(fit != null, "The FitOptions of the members are null; leave them out for the usual ones.");
        Demand(
            fit!.CheckpointPath == null && !fit.Resume,
            "Members of an ensemble are fitted one by one, so they cannot share the CheckpointPath of their FitOptions, nor resume; leave both out, and save "
            + "the ensemble.");
        Demand(fit.Carried == null, "FitOptions.Carried belongs to one model, but an ensemble fits several; leave it out.");
        Demand(threads is >= 1 and <= 64, $"Threads is {threads}; it must be from 1 to 64.");
        Demand(
            threads == 1 || (fit.Metrics == null && fit.Callbacks.Count == 0 && !(fit.Schedule?.SaveState().Length > 0)),
            $"With {threads} threads several fits would write into the same metrics, callbacks or schedule; set Threads = 1, or leave them out.");
    }

    public static void Demand(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }

    /// <summary>Outputs and losses in words, which also tell two apart.</summary>
    private static string Form(NetworkDefinition model) =>
        $"output {Listing.Of(model.Outputs, o => $"'{o.Name}' {Shapes.Text(o.Shape, o.Sizes)}")}"
        + $" and {(model.Losses.Length == 0 ? "no loss" : $"loss {Listing.Of(model.Losses, l => $"{l.Kind} on '{model.Outputs[l.Output].Name}'")}")}";
}
