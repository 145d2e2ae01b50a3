using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>A model that gives its input back, under one or more losses.</summary>
internal static class OneLossModel
{
    /// <summary>With outputs of the given shapes (without the batch), named out1, out2, ...</summary>
    public static ModelGraph Model(params int[][] outputs)
    {
        ModelGraph model = new(training: true);
        foreach (int[] shape in outputs)
        {
            string name = $"out{model.Outputs.Count + 1}";
            model.Outputs.Add((name, model.Graph.Input(name, new Shape(shape.Select(d => (Dim)d)).WithBatch())));
        }

        return model;
    }

    /// <param name="arguments">Of each [Loss]: "Kind = Loss.Huber, Delta = 0.5".</param>
    public static ModelSpec Spec(params string[] arguments) => new()
    {
        Name = "Net",
        Settings = arguments.Select(a => new AttributeSpec("Loss", SpecReader.ReadArguments(a))).ToArray(),
        Functions = new FunctionSpec[]
        {
            new("Asymmetric", new[] { "prediction", "target" },
                "prediction > target ? prediction - target : 3 * (target - prediction)", null),
            new("One", new[] { "prediction" }, "prediction", null),
            new("Bad", new[] { "prediction", "target" }, "prediction % target", null),
        },
    };

    /// <summary>The losses, which must be without a problem.</summary>
    public static IReadOnlyList<LossUse> Losses(ModelGraph model, params string[] arguments)
    {
        (IReadOnlyList<LossUse> losses, IReadOnlyList<Problem> problems) = FindLosses.Run(Spec(arguments), model);
        Assert.True(problems.Count == 0, string.Join("\n", problems.Select(p => p.Message)));
        return losses;
    }

    /// <param name="shape">Of the output, with the batch.</param>
    public static LossGraph Build(string arguments, int[] shape, bool labels)
    {
        ModelGraph model = Model([.. shape.Skip(1)]);
        return BuildLoss.Run(Losses(model, arguments), model, labels)!;
    }

    public static Interpreter Run(LossGraph graph, int batch, double[] prediction, double[] target, double[] weights)
    {
        Dictionary<Node, double[]> values = new()
        {
            [graph.Outputs[0]] = prediction, [graph.SampleWeights] = weights,
        };
        if (graph.Targets[0] is { } node)
        {
            values[node] = target;
        }

        return new Interpreter(batch, leaf => new Tensor([.. leaf.Shape.Select(d => (int)d.Evaluate(_ => batch))], values[leaf]));
    }
}
