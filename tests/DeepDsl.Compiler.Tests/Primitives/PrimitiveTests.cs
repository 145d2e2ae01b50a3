using System.Reflection;
using System.Runtime.CompilerServices;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Tests.Gradients;

namespace DeepDsl.Compiler.Tests.Primitives;

/// <summary>What every primitive must say of itself; who forgets a part of it fails by name.</summary>
public sealed class PrimitiveTests
{
    private const string CasesFile = "tests/DeepDsl.Compiler.Tests/Primitives/NodeCases.cs";

    private static readonly Dictionary<string, Func<Graph, Node>> Cases = NodeCases.All.Concat(NodeCases.AfterGradients).ToDictionary();

    public static TheoryData<string> Names() => [.. Cases.Keys];

    [Fact]
    public void Each_has_a_case_of_its_gradient()
    {
        IEnumerable<Type> covered = NodeCases.All.Values.SelectMany(build => NodeCases.ClassesIn(build(new Graph()).Graph.Nodes));

        // Through a detached value none flows, on purpose; pooling and attention have no second derivative.
        Type[] known = [typeof(DetachNode), typeof(PoolGradientNode), typeof(AttentionGradientNode)];
        IEnumerable<Type> without = NodeCases.AfterGradients.Values.SelectMany(build => NodeCases.ClassesIn(build(new Graph()).Graph.Nodes))
            .Where(t => known.Contains(t) || t.IsSubclassOf(typeof(LegalizedNode)));
        string missing = NodeCases.Missing(covered.Concat(without));
        Assert.True(missing.Length == 0, $"Add cases to {CasesFile} for {missing}.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Over_the_same_inputs_it_is_the_same_node(string name)
    {
        foreach (Node node in Cases[name](new Graph()).Graph.Nodes.ToList())
        {
            Node again = node.WithInputs(node.Graph, node.Inputs);
            Assert.True(node == again, $"{node.GetType().Name}.WithInputs loses something: {node} becomes {again}.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_another_graph_it_is_equal(string name)
    {
        Node node = Cases[name](new Graph());
        Graph other = new();
        Dictionary<Node, Node> made = [];
        Rebuild.Run(node.Graph.Nodes, other, made);
        foreach (Node old in node.Graph.Nodes)
        {
            Node found = made[old];
            Assert.True(found.Graph == other && old.IsSamePrimitive(found),
                $"{old.GetType().Name}.WithInputs loses something: {old} becomes {found}.");
            Assert.Equal(old.Inputs.Select(i => made[i]), found.Inputs);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Identity_holds_every_property(string name)
    {
        foreach (Node node in Cases[name](new Graph()).Graph.Nodes)
        {
            object?[] parts = node.Attributes is ITuple tuple 
                ? [.. Enumerable.Range(0, tuple.Length).Select(i => tuple[i])]
                : [node.Attributes];
            foreach (PropertyInfo property in Own(node.GetType()))
            {
                object value = property.GetValue(node)!;
                Assert.True(value is Node || parts.Any(p => Equals(p, value) || $"{p}" == Text(value)),
                    $"{node.GetType().Name}.Attributes lacks {property.Name}: nodes that differ in it would be taken for one.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Elements_reordered_along_joined_axes_give_a_reordered_result(string name)
    {
        Node output = Cases[name](new Graph());
        Interpreter run = new LeafValues(batch: 2, seed: 3) { IntLimit = 4 }.NewInterpreter();
        foreach (Node node in output.Graph.Nodes.Where(n => n is not (LeafNode or ResultNode)).ToList())
        {
            Node[] results = [.. node.Results.Select((_, i) => node.Graph.Result(node, i))];
            Tensor[] inputs = [.. node.Inputs.Select(run.Evaluate)];
            foreach (HashSet<NodeAxis> axes in Classes(node.JoinedAxes.Concat(results.Except([node]).SelectMany(r => r.JoinedAxes))))
            {
                IReadOnlyList<Tensor> found = Values(node, run, [.. node.Inputs.Select((input, i) => Reversed(inputs[i], input, axes))]);
                for (int r = 0; r < results.Length; r++)
                {
                    double[] expected = Reversed(run.Evaluate(results[r]), results[r], axes).Values;
                    Assert.True(expected.Zip(found[r].Values).All(p => Math.Abs(p.First - p.Second) < 1e-12),
                        $"{node.GetType().Name}.JoinedAxes are wrong: {string.Join(", ", axes.Select(a => $"axis -{a.FromEnd} of {a.Node}"))}.");
                }
            }
        }
    }

    [Fact]
    public void What_keeps_or_permutes_axes_says_which()
    {
        IEnumerable<Node> nodes = Cases.Values.SelectMany(build => build(new Graph()).Graph.Nodes);
        foreach (Node node in nodes.Where(n => n.Inputs.Count > 0))
        {
            Assert.True(node.AxisEffect == AxisEffect.Makes || node.JoinedAxes.Any(), $"{node.GetType().Name}.JoinedAxes is empty.");
        }
    }

    [Fact]
    public void What_lowering_makes_has_no_gradient()
    {
        Node node = NodeCases.AfterGradients["spread convolution"](new Graph());
        string message = Assert.Throws<InvalidOperationException>(() => node.InputGradients(node, [true, true])).Message;
        Assert.Equal("spread-conv is made by lowering, and has no gradient.", message);
    }

    [Fact]
    public void The_type_of_its_elements_is_part_of_a_value()
    {
        Graph g = new();
        Node ints = g.Input("x", new Shape(3), ElementType.Int32);
        Assert.NotSame(g.Input("x", new Shape(3)), ints);
        Assert.Same(g.Input("x", new Shape(3), ElementType.Int32), ints);
        Assert.Equal(new TensorType(ElementType.Int32, new Shape(2)), g.Slice(ints, 0, 1, 2).Type);
        Assert.Equal(TensorType.Floats(new Shape(3)), g.Map(x => x + 1, ints).Type);
    }

    [Fact]
    public void Zeros_of_either_sign_are_two_numbers()
    {
        Graph g = new();
        Assert.NotSame(g.Constant(0.0), g.Constant(-0.0));
        Assert.NotSame(g.Pad(g.Input("x", new Shape(3)), 0, 1, 1, 0.0), g.Pad(g.Input("x", new Shape(3)), 0, 1, 1, -0.0));
        Assert.NotEqual(new ConstExpr(0.0), new ConstExpr(-0.0));
        Assert.Equal(new ConstExpr(double.NaN), new ConstExpr(double.NaN));
    }

    [Fact]
    public void Nodes_of_two_graphs_do_not_mix()
    {
        Node x = new Graph().Input("x", new Shape(3));
        Node y = new Graph().Input("y", new Shape(3));
        Assert.Equal("map x0 + x1 reads %0 input y() : [3] of another graph.",
            Assert.Throws<InvalidOperationException>(() => x + y).Message);
    }

    private static IEnumerable<PropertyInfo> Own(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(p => p.GetMethod!.GetBaseDefinition().DeclaringType == type);

    private static string Text(object value) => value is IReadOnlyList<double> numbers
        ? $"[{string.Join(", ", numbers.Select(n => $"{n:R}"))}]"
        : $"{value}";

    private static IReadOnlyList<Tensor> Values(Node node, Interpreter run, IReadOnlyList<Tensor> inputs) =>
        node is TupleNode tuple ? tuple.InterpretAll(run, inputs) : [node.Interpret(run, inputs)];

    /// <summary>Axes that are walked together, directly or by way of others.</summary>
    private static List<HashSet<NodeAxis>> Classes(IEnumerable<(NodeAxis, NodeAxis)> pairs)
    {
        List<HashSet<NodeAxis>> classes = [];
        foreach ((NodeAxis a, NodeAxis b) in pairs)
        {
            HashSet<NodeAxis>[] known = [.. classes.Where(c => c.Contains(a) || c.Contains(b))];
            classes.RemoveAll(known.Contains);
            classes.Add([a, b, .. known.SelectMany(c => c)]);
        }

        return classes;
    }

    private static Tensor Reversed(Tensor value, Node node, HashSet<NodeAxis> axes) => value.Rearrange(value.Shape, index =>
        [.. index.Select((v, axis) => axes.Contains(new NodeAxis(node, index.Length - axis)) ? value.Shape[axis] - 1 - v : v)]);
}
