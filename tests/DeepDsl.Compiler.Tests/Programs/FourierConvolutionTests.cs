using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Programs;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>A convolution by frequencies is the convolution, and so are its gradients.</summary>
public sealed class FourierConvolutionTests
{
    [Theory]
    [InlineData(13, 2, 3, 7, 6, 0, 1)]
    [InlineData(9, 8, 5, 4, 0, 0, 1)]
    [InlineData(8, 1, 1, 8, 3, 4, 1)]
    [InlineData(4, 3, 2, 9, 8, 8, 1)] // a kernel longer than the input
    [InlineData(11, 9, 9, 6, 2, 3, 9)]
    [InlineData(7, 3, 3, 3, 2, 2, 3)]
    public void Legal_forms_have_the_values_of_windows(int steps, int channels, int outputs, int kernel, int before, int after, int groups)
    {
        Graph g = new();
        ConvGeometry geometry = new(new[] { new WindowAxis(kernel, 1, 1, before, after) }, groups) { Algorithm = ConvAlgorithm.Fourier };
        Node x = g.Input("x", new Shape(Dim.N, steps, channels));
        Node w = g.Parameter("w", new Shape(kernel, channels / groups, outputs));
        Node y = g.Conv(x, w, geometry);
        Node dy = g.Input("dy", y.Shape);
        Node?[] gradients = Differentiate.Run(g, new Dictionary<Node, Node> { [y] = dy }, [x, w]);
        Node[] nodes = [y, .. gradients.Select(n => n!)];
        Random random = new(steps);
        Dictionary<Node, Tensor> leaves = [];
        Interpreter run = new(3, leaf => leaves.TryGetValue(leaf, out Tensor? known) ? known : leaves[leaf] = Draw(leaf, random));
        foreach (Target target in new[] { Target.Cpu, Target.Gpu })
        {
            IReadOnlyList<Node> legal = Legalize.Run(g, nodes, target);
            Assert.DoesNotContain(Reachability.From(legal), n => n is ConvNode or ConvWeightPartsNode);
            for (int i = 0; i < nodes.Length; i++)
            {
                Assert.Equal(nodes[i].Shape, legal[i].Shape);
                double[] expected = run.Evaluate(nodes[i]).Values;
                double[] found = run.Evaluate(legal[i]).Values;
                Assert.All(expected.Zip(found), v => Assert.Equal(v.First, v.Second, 1e-10));
            }
        }
    }

    /// <summary>One step of generation sees one window, which is one product.</summary>
    [Fact]
    public void One_window_is_none()
    {
        Graph g = new();
        ConvGeometry geometry = new(new[] { new WindowAxis(5, 1, 1, 0, 0) }) { Algorithm = ConvAlgorithm.Fourier };
        Node y = g.Conv(g.Input("x", new Shape(Dim.N, 5, 2)), g.Parameter("w", new Shape(5, 2, 3)), geometry);
        ConvNode legal = Assert.IsType<ConvNode>(Legalize.Run(g, [y], Target.Cpu)[0]);
        Assert.Equal(ConvAlgorithm.Direct, legal.Geometry.Algorithm);
    }

    /// <summary>Auto is by sizes alone: what a long kernel takes, and a short one.</summary>
    [Theory]
    [InlineData(4096, 64, 512, true, true)]
    [InlineData(4096, 64, 512, false, true)]
    [InlineData(4096, 64, 128, true, true)]
    [InlineData(4096, 64, 96, true, false)]
    [InlineData(4096, 64, 5, true, false)]
    [InlineData(4096, 64, 5, false, false)]
    public void Auto_is_by_frequencies_where_kernels_are_long(int steps, int channels, int kernel, bool isDepthwise, bool isFourier)
    {
        Graph g = new();
        ConvGeometry geometry = new(new[] { new WindowAxis(kernel, 1, 1, kernel - 1, 0) }, isDepthwise ? channels : 1) { Algorithm = ConvAlgorithm.Auto };
        Node w = g.Parameter("w", new Shape(kernel, isDepthwise ? 1 : channels, channels));
        Node y = g.Conv(g.Input("x", new Shape(Dim.N, steps, channels)), w, geometry);
        Assert.Equal(isFourier, Reachability.From(Legalize.Run(g, [y], Target.Cpu)).Any(n => n is FourierNode));
    }

    [Theory]
    [InlineData("Input(Shape = [40, 6])", "Conv1D(Filters = 4, Kernel = 9, Stride = 2, Algorithm = ConvolutionAlgorithm.Fourier)", "it has Stride = 2")]
    [InlineData("Input(Shape = [40, 6])", "DepthwiseConv1D(Kernel = 9, Dilation = 2, Algorithm = ConvolutionAlgorithm.Fourier)", "it has Dilation = 2")]
    [InlineData("Input(Shape = [40, 6])", "Conv1D(Filters = 4, Kernel = 9, Groups = 2, Algorithm = ConvolutionAlgorithm.Fourier)", "its 2 groups have more than one channel and one filter each")]
    [InlineData("Input(Shape = [40, 6])", "DepthwiseConv1D(Kernel = 9, Multiplier = 2, Algorithm = ConvolutionAlgorithm.Fourier)",
        "its 6 groups have more than one channel and one filter each")]
    [InlineData("Input(Shape = [16384, 6])", "Conv1D(Filters = 4, Kernel = 9, Padding = Padding.Causal, Algorithm = ConvolutionAlgorithm.Fourier)",
        "its 16384 steps take transforms of 18432 numbers, where at most 16384 are made")]
    public void What_stands_against_it_is_said(string input, string layer, string obstacle)
    {
        ModelSpec spec = new() { Name = "Net", Layers = new[] { SpecReader.ReadAttribute(input), SpecReader.ReadAttribute(layer) } };
        Problem problem = Assert.Single(BuildModel.Run(spec, training: true).Problems);
        Assert.Equal(ProblemKind.ConflictingArguments, problem.Kind);
        Assert.Equal("Algorithm", problem.Argument);
        Assert.EndsWith($"but {obstacle}; use ConvolutionAlgorithm.Direct.", problem.Message);
        Assert.Equal("Remove Algorithm", string.Join("; ", problem.Remedies));
    }

    private static Tensor Draw(Node leaf, Random random)
    {
        int[] shape = [.. leaf.Shape.Select(d => (int)d.Evaluate(_ => 3))];
        return new Tensor(shape, [.. Enumerable.Range(0, shape.Aggregate((a, b) => a * b)).Select(_ => random.NextDouble() - 0.5)]);
    }
}
