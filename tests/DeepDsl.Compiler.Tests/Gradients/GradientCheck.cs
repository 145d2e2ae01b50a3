using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Tests.Gradients;

/// <summary>Compares reverse-mode gradients with central differences, in double.</summary>
internal static class GradientCheck
{
    private const double Step = 1e-5;

    /// <summary>Of the larger of 1 and the value: truncation (Step^2) and rounding (1e-16 / Step) leave about 1e-10.</summary>
    private const double Tolerance = 1e-7;

    /// <summary>Evaluations of the graph up to which every entry of the Jacobian is compared; beyond, inner products.</summary>
    private const int FullJacobianEvaluations = 400;

    private const int Directions = 3;

    /// <summary>Fails with every entry that is wrong, or the first few of them.</summary>
    public static void Run(Node output, IReadOnlyList<Node> by, LeafValues values)
    {
        Node seed = output.Graph.Input("gradient of the output", output.Shape);
        Node?[] gradients = Differentiate.Run(output.Graph, new Dictionary<Node, Node> { [output] = seed }, by);
        int outputs = values.Of(seed).Values.Length;
        int evaluations = outputs + (2 * by.Sum(l => values.Of(l).Values.Length));
        List<string> errors = evaluations <= FullJacobianEvaluations
            ? FullJacobian(output, seed, by, gradients, values)
            : InnerProducts(output, seed, by, gradients, values);
        if (errors.Count > 0)
        {
            Assert.Fail($"{errors.Count} gradients differ from central differences:\n" + string.Join("\n", errors.Take(10)));
        }
    }

    private static List<string> FullJacobian(Node output, Node seed, IReadOnlyList<Node> by, Node?[] gradients, LeafValues values)
    {
        double[] dy = values.Of(seed).Values;
        double[][][] reverse = new double[dy.Length][][]; // [output][leaf][element]
        for (int i = 0; i < dy.Length; i++)
        {
            Array.Clear(dy);
            dy[i] = 1;
            reverse[i] = Evaluate(by, gradients, values);
        }

        List<string> errors = [];
        for (int leaf = 0; leaf < by.Count; leaf++)
        {
            double[] x = values.Of(by[leaf]).Values;
            for (int j = 0; j < x.Length; j++)
            {
                double[] direction = new double[x.Length];
                direction[j] = 1;
                double[] difference = Difference(output, x, direction, values);
                for (int i = 0; i < dy.Length; i++)
                {
                    double expected = difference[i];
                    double found = reverse[i][leaf][j];
                    if (!(Math.Abs(found - expected) <= Tolerance * Math.Max(1, Math.Abs(expected))))
                    {
                        errors.Add($"d output[{i}] / d {by[leaf].Describe()}[{j}] at {x[j]:R}: found {found:R}, expected {expected:R}");
                    }
                }
            }
        }

        return errors;
    }

    private static List<string> InnerProducts(Node output, Node seed, IReadOnlyList<Node> by, Node?[] gradients, LeafValues values)
    {
        double[][] reverse = Evaluate(by, gradients, values);
        double[] dy = values.Of(seed).Values;
        Random random = new(1);
        List<string> errors = [];
        for (int leaf = 0; leaf < by.Count; leaf++)
        {
            double[] x = values.Of(by[leaf]).Values;
            for (int d = 0; d < Directions; d++)
            {
                double[] direction = [.. x.Select(_ => (2 * random.NextDouble()) - 1)];
                double expected = Dot(dy, Difference(output, x, direction, values));
                double found = Dot(reverse[leaf], direction);
                double scale = reverse[leaf].Zip(direction, (a, b) => Math.Abs(a * b)).Sum();
                if (!(Math.Abs(found - expected) <= Tolerance * Math.Max(1, scale)))
                {
                    errors.Add($"gradient by {by[leaf].Describe()} along direction {d}: found {found:R}, expected {expected:R}");
                }
            }
        }

        return errors;
    }

    private static double[][] Evaluate(IReadOnlyList<Node> by, Node?[] gradients, LeafValues values)
    {
        // Copies, here and below: a result may share its values with a leaf, which the caller goes on to change.
        Interpreter interpreter = values.NewInterpreter();
        return [.. by.Select((leaf, i) => gradients[i] is { } g
            ? interpreter.Evaluate(g).Values.ToArray()
            : new double[values.Of(leaf).Values.Length])];
    }

    /// <summary>Central difference of the output along a direction of one leaf, whose values are restored.</summary>
    private static double[] Difference(Node output, double[] x, double[] direction, LeafValues values)
    {
        double[] start = [.. x];
        double[] At(double step)
        {
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = start[i] + (step * direction[i]);
            }

            return values.NewInterpreter().Evaluate(output).Values.ToArray();
        }

        double[] difference = [.. At(Step).Zip(At(-Step), (up, down) => (up - down) / (2 * Step))];
        start.CopyTo(x, 0);
        return difference;
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
