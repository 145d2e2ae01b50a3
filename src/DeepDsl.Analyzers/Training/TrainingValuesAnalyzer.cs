using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Training;

/// <summary>Settings of [Train] with which training can't work: rates that diverge or crawl, and values that the runtime refuses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrainingValuesAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [TrainingRules.DD5001_LearningRate, TrainingRules.DD5002_TrainingRange, TrainingRules.DD5015_SlowRate];

    /// <summary>A rate so many times below the one to start from hardly moves a net that begins at random.</summary>
    private const double Slow = 1001;

    protected override void Analyze(ModelUnderAnalysis model)
    {
        if (TrainSettings.Of(model) is not { Facts.Usual: { } usual } train)
        {
            return;
        }

        NextStep set = train.With("LearningRate", TrainSettings.Number(usual.StartRate));
        NextStep start = set with { Text = $"start from {TrainSettings.Number(usual.StartRate)}", Title = set.Title };
        foreach (string name in train.GivenNumbers)
        {
            if (train.Demand(name) is { } demand)
            {
                string value = TrainSettings.Number(train.Given(name)!.Value);
                train.Report(TrainingRules.DD5002_TrainingRange,
                    $"Train has {name} = {value}, but it must be {demand}: new {model.Spec.Name}() throws.",
                    name,
                    name == "LearningRate" ? start : train.Without(name) with { Title = $"Remove {name} = {value}" });
            }
        }

        if (!train.RateIsUsual && train.Demand("LearningRate") is null && train.Demand("BatchSize") is null)
        {
            bool given = train.Given("LearningRate") is not null;
            double most = train.MostRate;
            string effect = train.Rate > most ? "steps of that length overshoot, and the loss grows"
                : train.Rate == 0 ? "no parameter moves" : "steps that short hardly move a parameter";
            train.Report(TrainingRules.DD5001_LearningRate,
                $"Train has LearningRate = {TrainSettings.Number(train.Rate)}{(given ? "" : ", its default")}, but {train.Optimizer} takes "
                + $"{TrainSettings.Number(usual.LeastRate)} to {TrainSettings.Number(most)}: {effect}.",
                given ? "LearningRate" : "Optimizer", start);
        }
        else if (train.Given("LearningRate") is { } rate && rate * Slow < usual.StartRate && train.Demand("LearningRate") is null)
        {
            train.Report(TrainingRules.DD5015_SlowRate,
                $"Train has LearningRate = {TrainSettings.Number(rate)}, with which {train.Optimizer} takes {TrainSettings.Number(usual.StartRate / rate)} "
                + $"steps for what one of {TrainSettings.Number(usual.StartRate)} does: right for the end of fine-tuning, and very slow from random "
                + "weights.",
                "LearningRate", start);
        }
    }
}
