using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Ops;

/// <summary>Losses over padded sequences: the mean over own steps, whatever stands behind them.</summary>
public sealed class PaddedLossTests
{
    private const int Steps = 4;
    private const int Classes = 4; // which boxes have too

    private static readonly int[] s_lengths = [4, 1, 0, 3];
    private static readonly double[] s_weights = [1, 0.5, 2, 3];

    public static TheoryData<string, bool> Losses()
    {
        TheoryData<string, bool> losses = [];
        foreach (LossFunction loss in LossTable.All.Where(l => l.Steps != StepUse.Ends))
        {
            losses.Add(loss.Name, false);
            if (loss.TakesLabels)
            {
                losses.Add(loss.Name, true);
            }
        }

        return losses;
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Padding_counts_nothing(string name, bool labels)
    {
        ModelGraph model = Model(Steps, isPadded: true);
        (IReadOnlyList<LossUse> losses, IReadOnlyList<Problem> problems) = FindLosses.Run(OneLossModel.Spec($"Kind = Loss.{name}"), model);
        if (LossTable.Find(name)!.Steps == StepUse.Mixes)
        {
            Assert.Contains("its last steps may be padding", Assert.Single(problems).Message, StringComparison.Ordinal);
            return;
        }

        Assert.Empty(problems);
        LossGraph graph = BuildLoss.Run(losses, model, labels)!;
        (double[] output, double[] target) = Values(name, labels);
        double[][] Run(double padding)
        {
            Dictionary<Node, double[]> values = new()
            {
                [graph.Outputs[0]] = Padded(output, Classes, padding), [graph.SampleWeights] = s_weights,
                [Assert.Single(graph.Inputs).Value] = [.. s_lengths.Select(l => (double)l)],
                [graph.Targets[0]!] = Padded(target, labels ? 1 : Classes, labels ? 0 : padding),
            };
            Interpreter run = RunOn(values, s_lengths.Length);
            return [run.Evaluate(graph.Loss).Values, run.Evaluate(graph.OutputGradients[0]!).Values.ToArray()];
        }

        double[][] expected = Run(0);
        Assert.All(expected, r => Assert.All(r, v => Assert.True(double.IsFinite(v))));
        Assert.Equal(expected, Run(double.NaN));
        if (LossTable.Find(name) is not BoxLoss) // of boxes those without an area count nothing either
        {
            Assert.Equal(ByTheStep(name, labels, output, target), expected[0].Single(), 12);
        }
    }

    [Fact]
    public void Steps_behind_a_class_token_have_no_loss_of_their_own()
    {
        string[] layers =
        [
            "Input(Shape = [1], Type = ElementType.Int32, Name = \"n\")", "Input(Shape = [4, 2], Lengths = \"n\")", "ClassToken", "Dense(Units = 3)",
        ];
        (ModelGraph model, _) = BuildModel.Run(new ModelSpec { Name = "Net", Layers = layers.Select(SpecReader.ReadAttribute).ToArray() }, training: true);
        Problem problem = Assert.Single(FindLosses.Run(OneLossModel.Spec("Kind = Loss.SoftmaxCrossEntropy"), model).Problems);
        Assert.EndsWith("asks at each step of output [5, 3], whose first is [ClassToken]'s, while the lengths of its sequences are told without it; read that "
            + "step alone by [FirstStep], or reduce the steps before.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_in_order_are_read_off_own_steps()
    {
        const string Loss = "Kind = Loss.CTC, MaxLabels = 2";
        int[] lengths = [4, 2, 3, 4];
        double[][] labels = [[1, 2], [3, -1], [2, 2], [-1, -1]];
        (double[] output, _) = Values("CTC", labels: true);
        ModelGraph model = Model(Steps, isPadded: true);
        LossGraph graph = BuildLoss.Run(OneLossModel.Losses(model, Loss), model, labels: true)!;
        double[][] Run(double padding)
        {
            Dictionary<Node, double[]> values = new()
            {
                [graph.Outputs[0]] = Padded(output, Classes, padding, lengths), [graph.SampleWeights] = s_weights,
                [Assert.Single(graph.Inputs).Value] = [.. lengths.Select(l => (double)l)], [graph.Targets[0]!] = [.. labels.SelectMany(l => l)],
            };
            Interpreter run = RunOn(values, lengths.Length);
            return [run.Evaluate(graph.Loss).Values, run.Evaluate(graph.OutputGradients[0]!).Values.ToArray()];
        }

        Assert.Equal(Run(0), Run(double.NaN));
        double sum = 0;
        for (int i = 0; i < lengths.Length; i++)
        {
            ModelGraph alone = Model(lengths[i], isPadded: false);
            LossGraph ofOne = BuildLoss.Run(OneLossModel.Losses(alone, Loss), alone, labels: true)!;
            Dictionary<Node, double[]> values = new()
            {
                [ofOne.Outputs[0]] = output[(i * Steps * Classes)..(((i * Steps) + lengths[i]) * Classes)], [ofOne.SampleWeights] = [1], [ofOne.Targets[0]!] = labels[i],
            };
            sum += s_weights[i] * RunOn(values, 1).Evaluate(ofOne.Loss).Values.Single();
        }

        Assert.Equal(sum / s_weights.Sum(), Run(0)[0].Single(), 12);
    }

    /// <summary>The mean of the losses of single steps, each counting as much as its sample.</summary>
    private static double ByTheStep(string name, bool labels, double[] output, double[] target)
    {
        ModelGraph model = Model(1, isPadded: false);
        LossGraph graph = BuildLoss.Run(OneLossModel.Losses(model, $"Kind = Loss.{name}"), model, labels)!;
        int width = labels ? 1 : Classes;
        (double sum, double count) = (0, 0);
        for (int sample = 0; sample < s_lengths.Length; sample++)
        {
            for (int step = 0; step < s_lengths[sample]; step++)
            {
                int at = (sample * Steps) + step;
                Dictionary<Node, double[]> values = new()
                {
                    [graph.Outputs[0]] = output[(at * Classes)..((at + 1) * Classes)], [graph.SampleWeights] = [1],
                    [graph.Targets[0]!] = target[(at * width)..((at + 1) * width)],
                };
                sum += s_weights[sample] * RunOn(values, 1).Evaluate(graph.Loss).Values.Single();
                count += s_weights[sample];
            }
        }

        return sum / count;
    }

    private static (double[] Output, double[] Target) Values(string name, bool labels)
    {
        Random random = new(3);
        int count = s_lengths.Length * Steps;
        double[] output = [.. Enumerable.Range(0, count * Classes).Select(_ => 0.1 + (0.8 * random.NextDouble()))];
        double[] target = labels ? [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(name.Contains("Binary") ? 2 : Classes))]
            : [.. Enumerable.Range(0, count * Classes).Select(_ => random.NextDouble())];
        return (output, target);
    }

    private static double[] Padded(double[] values, int width, double padding, int[]? lengths = null)
    {
        lengths ??= s_lengths;
        double[] padded = [.. values];
        for (int sample = 0; sample < lengths.Length; sample++)
        {
            Array.Fill(padded, padding, ((sample * Steps) + lengths[sample]) * width, (Steps - lengths[sample]) * width);
        }

        return padded;
    }

    private static ModelGraph Model(int steps, bool isPadded)
    {
        string lengths = isPadded ? ", Lengths = \"n\"" : "";
        string[] layers =
        [
            "Input(Shape = [1], Type = ElementType.Int32, Name = \"n\")", $"Input(Shape = [{steps}, {Classes}]{lengths}, Name = \"x\")", "ReLU(Name = \"y\")",
            "Output(Name = \"y\")",
        ];
        (ModelGraph model, _) = BuildModel.Run(new ModelSpec { Name = "Net", Layers = layers.Select(SpecReader.ReadAttribute).ToArray() }, training: true);
        return model;
    }

    private static Interpreter RunOn(Dictionary<Node, double[]> values, int batch) =>
        new(batch, leaf => new Tensor([.. leaf.Shape.Select(d => (int)d.Evaluate(_ => batch))], values[leaf]));
}
