extern alias runtime;

using DeepDsl.Compiler.Spec;
using runtime::DeepDsl;

namespace DeepDsl.Compiler.Tests.Spec;

/// <summary>Settings say the same to the compiler as to the runtime.</summary>
public class SettingsTests
{
    private static readonly TrainAttribute s_train = new();

    [Fact]
    public void WhatTrainDoesNotSayIsAsInTheRuntime()
    {
        TrainSpec train = new ModelSpec { Name = "Net" }.Train;

        Assert.False(train.IsDeclared);
        Assert.Equal(s_train.Optimizer.ToString(), train.Optimizer);
        Assert.Equal(s_train.LearningRate, train.LearningRate);
        Assert.Equal(s_train.BatchSize, train.BatchSize);
        Assert.Equal(s_train.Momentum, train.Momentum);
        Assert.Equal(s_train.WeightDecay, train.WeightDecay);
        Assert.Empty(train.Options);
    }

    /// <summary>Each of the attribute's numbers reaches the runtime's defaults.</summary>
    [Fact]
    public void EveryNumberOfTrainIsAnOption()
    {
        string[] names = [.. typeof(TrainAttribute).GetProperties().Where(p => p.PropertyType == typeof(double)).Select(p => p.Name)];
        TrainSpec train = Spec($"Train({string.Join(", ", names.Select(n => $"{n} = 0.5"))})").Train;

        Assert.Equal(names.Order(), train.Options.Select(o => o.Name).Append(nameof(TrainAttribute.LearningRate)).Order());
        Assert.Equal(names, train.GivenNumbers);
    }

    [Fact]
    public void WhatLossDoesNotSayIsAsInTheRuntime()
    {
        LossSpec loss = Assert.Single(Spec("Loss(Kind = Loss.Huber)").Losses);

        Assert.Equal(new LossAttribute(Loss.Huber).Weight, loss.Weight);
        Assert.Equal(new LossAttribute(Loss.Huber).Output, loss.Output);
        Assert.Equal((0, "Huber", ""), (loss.Setting, loss.Kind, loss.Function));
        Assert.Equal("Custom", Assert.Single(Spec("Loss(Function = \"Distance\")").Losses).Kind);
    }

    [Fact]
    public void LabelsAreReadAsTheyAreWritten()
    {
        LabelsSpec labels = new(1, "global::Shop.Kind", new[] { "Shoe", "Bag" }, "internal");
        ModelSpec spec = new() { Name = "Net", Settings = new[] { new AttributeSpec("Train", EquatableArray<ArgumentSpec>.Empty), labels.ToAttribute() } };

        Assert.Equal(labels, spec.Labels);
        Assert.Equal("Kind", labels.Name);
    }

    [Fact]
    public void BudgetBoundsWhatItNames()
    {
        Assert.Equal(new BudgetSpec(0, null, 2.5), Spec("Budget(InferenceMFlops = 2.5)").Budget);
        Assert.Null(Spec("Train").Budget);
    }

    private static ModelSpec Spec(string setting) => new() { Name = "Net", Settings = new[] { SpecReader.ReadAttribute(setting) } };
}
