using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests.Gradients;

namespace DeepDsl.Compiler.Tests;

/// <summary>A model that is trained on some of its classes, a step of which the interpreter makes.</summary>
/// <param name="Name">Of its class.</param>
/// <param name="Layers">As in source, arguments by name, one behind the other with semicolons.</param>
/// <param name="Loss">The arguments of its [Loss].</param>
internal sealed record SampledModel(string Name, string Layers, string Loss)
{
    public const int Batch = 3;

    private readonly Lazy<BuiltModel> _built = new(() => Build(Name, Layers, Loss));

    public ModelSpec Spec => Of(Name, Layers, Loss);

    public IReadOnlyList<LossUse> Losses => _built.Value.Losses;

    public ModelGraph Training => _built.Value.Training;

    public int Classes => Losses[0].Classes;

    /// <summary>Values of the inputs and parameters; equal seeds give equal ones, whatever the loss.</summary>
    public LeafValues Values(int seed)
    {
        LeafValues values = new(Batch, seed) { IntLimit = 5 };
        foreach ((_, Ir.Primitives.InputNode input) in Training.Inputs)
        {
            values.Of(input);
        }

        foreach (Node parameter in Parameters)
        {
            values.Of(parameter);
        }

        return values;
    }

    public IReadOnlyList<Node> Parameters => [.. Training.Parameters.Where(p => p.Trainable).Select(p => Training.Graph.Parameter(p.Name, p.Shape))];

    /// <summary>The loss of a step and its gradients by the parameters.</summary>
    /// <param name="values">Of inputs and parameters.</param>
    /// <param name="labels">One for each position.</param>
    /// <param name="drawn">Null for a loss that computes all classes.</param>
    public (double Loss, double[][] Gradients) Step(LeafValues values, double[] labels, double[]? drawn)
    {
        if (Training.Sampled.TryGetValue(0, out SampledClasses? sampled))
        {
            labels.CopyTo(values.Of(sampled.Labels).Values, 0);
            drawn!.CopyTo(values.Of(sampled.Drawn).Values, 0);
        }

        LossGraph loss = BuildLoss.Run(Losses, Training, labels: true)!;
        Node output = Training.Outputs[0].Node;
        Dictionary<Node, double[]> given = new()
        {
            [loss.Outputs[0]] = values.NewInterpreter().Evaluate(output).Values,
            [loss.Targets[0]!] = labels,
            [loss.SampleWeights] = [1, 0.5, 2],
        };
        foreach ((int number, Ir.Primitives.InputNode input) in loss.Inputs)
        {
            given[input] = values.Of(Training.Inputs[number].Node).Values;
        }

        foreach (Ir.Primitives.InputNode classes in loss.Drawn.Values)
        {
            given[classes] = drawn!;
        }

        Interpreter ofLoss = new(Batch, leaf => new Tensor([.. leaf.Shape.Select(d => (int)d.Evaluate(_ => Batch))], given[leaf]));
        Node seed = Training.Graph.Input("seed", output.Shape);
        ofLoss.Evaluate(loss.OutputGradients[0]!).Values.CopyTo(values.Of(seed).Values, 0);
        Node?[] gradients = Differentiate.Run(Training.Graph, new Dictionary<Node, Node> { [output] = seed }, Parameters);
        Interpreter run = values.NewInterpreter();
        return (ofLoss.Evaluate(loss.Loss).Values[0], [.. gradients.Select(g => run.Evaluate(g!).Values.ToArray())]);
    }

    public static ModelSpec Of(string name, string layers, string loss) => new()
    {
        Name = name,
        Layers = layers.Split(';').Select(l => SpecReader.ReadAttribute(l.Trim())).ToArray(),
        Settings = loss.Split(';').Select(l => SpecReader.ReadAttribute($"Loss({l.Trim()})")).ToArray(),
        Gpu = true,
    };

    private static BuiltModel Build(string name, string layers, string loss)
    {
        BuiltModel built = Pipeline.Build(Of(name, layers, loss));
        Assert.Empty(built.Problems.Select(p => p.Message));
        return built;
    }
}
