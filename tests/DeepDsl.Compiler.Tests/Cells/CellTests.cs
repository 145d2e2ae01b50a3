using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests.Gradients;

namespace DeepDsl.Compiler.Tests.Cells;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Layers that there are, written as cells: equal weights give equal values and gradients.</summary>
public sealed class CellTests
{
    [Theory]
    [InlineData("HandRnn", "SimpleRNN", "", "")]
    [InlineData("HandGru", "GRU", "rzn", "")]
    [InlineData("HandGru", "GRU", "rzn", "Reverse = true")]
    [InlineData("HandGru", "GRU", "rzn", "Return = Return.Last")]
    [InlineData("HandGru", "GRU", "rzn", "Return = Return.Last, Reverse = true")]
    [InlineData("HandGru", "GRU", "rzn", "Bidirectional = Merge.Concat")]
    [InlineData("HandGru", "GRU", "rzn", "Bidirectional = Merge.Multiply, Return = Return.Last")]
    [InlineData("HandGru", "GRU", "rzn", "InitialState = [\"a\"]")]
    [InlineData("HandGru", "GRU", "rzn", "InitialState = [\"a\", \"b\"], Bidirectional = Merge.Sum")]
    [InlineData("HandLstm", "LSTM", "ifgo", "")]
    [InlineData("HandLstm", "LSTM", "ifgo", "InitialState = [\"a\", \"b\"], FinalState = [\"h\", \"c\"]")]
    [InlineData("HandLstm", "LSTM", "ifgo", "PerStep = true, Return = Return.Last")]
    public void A_cell_by_hand_is_the_layer(string cell, string layer, string gates, string options)
    {
        Compare(cell, layer, gates, options, lengths: "");
        if (!options.Contains("PerStep", StringComparison.Ordinal))
        {
            Compare(cell, layer, gates, options, lengths: ", Lengths = \"n\"");
        }
    }

    private static void Compare(string cell, string layer, string gates, string options, string lengths)
    {
        string x = options.Contains("PerStep", StringComparison.Ordinal) ? "[2, 4, 5]" : "[4, 5]";
        string inputs = string.Concat("ab".Where(n => options.Contains($"\"{n}\"", StringComparison.Ordinal)).Select(n => $"Input(Shape = [3], Name = \"{n}\"); "))
            + (lengths.Length > 0 ? "Input(Shape = [1], Type = ElementType.Int32, Name = \"n\"); " : "") + $"Input(Shape = {x}{lengths}); ";
        string outputs = options.Contains("Final", StringComparison.Ordinal) ? "; Concat(Names = [\"h\", \"c\"], From = \"h\"); Output(Name = \"concat1\"); Output(Name = \"l\")"
            : "; Output(Name = \"l\")";
        string rest = (options.Length > 0 ? ", " : "") + options;
        ModelGraph whole = WellKnownCells.Build($"{inputs}{layer}(Units = 3, Name = \"l\"{rest}){outputs}");
        ModelGraph byHand = WellKnownCells.Build($"{inputs}{cell}(Units = 3, Name = \"l\"{rest}){outputs}");
        Assert.Equal(whole.Parameters.Sum(p => p.Shape.Size.Constant), byHand.Parameters.Sum(p => p.Shape.Size.Constant));
        Assert.Equal(whole.Macs, byHand.Rows.Where(r => r.Layer.Op is Dense).Sum(r => r.Macs));

        LeafValues values = new(batch: 2, seed: 5) { IntLimit = 5 };
        Tensor OfGates(Node leaf)
        {
            if (leaf is not ParameterNode { Name: var name })
            {
                return values.Of(whole.Graph.Input(((InputNode)leaf).Name, leaf.Shape, leaf.Element));
            }

            // l.reverse.hh_z.weight is the second part of l.weight_hh_l0_reverse.
            string[] parts = name.Split('.');
            string direction = parts[1] == "reverse" ? "_reverse" : "";
            string[] product = parts[^2].Split('_');
            Shape all = whole.Parameters.First(p => p.Name == $"l.{parts[^1]}_{product[0]}_l0{direction}").Shape;
            Tensor values_ = values.Of(whole.Graph.Parameter($"l.{parts[^1]}_{product[0]}_l0{direction}", all));
            int columns = all[-1].Value;
            int gate = product.Length == 1 ? 0 : gates.IndexOf(product[1], StringComparison.Ordinal);
            return new Tensor([.. leaf.Shape.Select(d => d.Value)],
                [.. Enumerable.Range(0, values_.Values.Length / columns * 3).Select(i => values_.Values[(i / 3 * columns) + (gate * 3) + (i % 3)])]);
        }

        Interpreter expected = values.NewInterpreter();
        Interpreter found = new(2, OfGates);
        foreach ((string name, Node node) in whole.Outputs)
        {
            double[] a = expected.Evaluate(node).Values;
            double[] b = found.Evaluate(byHand.Outputs.Single(o => o.Name == name).Node).Values;
            Assert.Equal(a.Length, b.Length);
            double[]? own = whole.LengthsOf(node) is { } of ? values.Of(of.Source).Values : null;
            int inStep = a.Length / 2 / node.Shape[1].Value;
            bool IsPadding(int i) => own is not null && i % (a.Length / 2) / inStep >= own[i / (a.Length / 2)];
            Assert.All(Enumerable.Range(0, a.Length).Where(i => !IsPadding(i)), i => Assert.Equal(a[i], b[i], 1e-12));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(", Reverse = true")]
    public void The_last_output_of_padded_steps_is_that_of_the_last_own_step(string options)
    {
        const string Step = "State(Name = \"h\", Shape = [3]); Dense(Units = 3, Name = \"ih\"); Dense(Units = 3, From = \"h\", Name = \"hh\"); Add(Names = [\"ih\"]); "
            + "Tanh; Next(State = \"h\", Value = \"\");";
        const string Input = "Input(Shape = [1], Type = ElementType.Int32, Name = \"n\"); Input(Shape = [4, 5], Lengths = \"n\"); ";
        ModelGraph Build(string cell, string layers)
        {
            ModelSpec spec = WellKnownCells.Spec(Input + layers) with { Blocks = new[] { Assert.Single(BlockText.Read(cell)) } };
            (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(spec, training: false);
            Assert.Empty(problems.Select(p => p.Message));
            return model;
        }

        ModelGraph inside = Build($"cell Scored() {{ {Step} Dense(Units = 2, Name = \"out\", Bias = false); }}", $"Scored(Name = \"l\", Return = Return.Last{options})");
        ModelGraph behind = Build($"cell Plain() {{ {Step} }}", $"Plain(Name = \"l\", Return = Return.Last{options}); Dense(Units = 2, Name = \"out\", Bias = false)");
        LeafValues values = new(batch: 6, seed: 2) { IntLimit = 5 };
        double[] expected = values.NewInterpreter().Evaluate(behind.Outputs[0].Node).Values;
        double[] found = new Interpreter(6, leaf => leaf is InputNode input ? values.Of(behind.Graph.Input(input.Name, leaf.Shape, leaf.Element))
            : values.Of(behind.Graph.Parameter(((ParameterNode)leaf).Name.Replace("l.out", "out", StringComparison.Ordinal), leaf.Shape)))
            .Evaluate(inside.Outputs[0].Node).Values;
        Assert.Equal(expected, found, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    /// <summary>Of an input as of a state: a unit that is dropped is dropped in all steps.</summary>
    [Fact]
    public void Noise_is_drawn_once_for_all_steps()
    {
        BlockSpec cell = Assert.Single(BlockText.Read(
            "cell Noisy() { State(Name = \"h\", Shape = [3]); Dropout(Rate = 0.5); Dense(Units = 3); Add(Names = [\"h\"]); Dropout(Rate = 0.5); "
            + "Next(State = \"h\", Value = \"\"); }"));
        ModelSpec spec = WellKnownCells.Spec("Input(Shape = [4, 5]); Noisy") with { Blocks = new[] { cell } };
        Graph graph = BuildModel.Run(spec, training: true).Model.Graph;
        Assert.Equal(["[N, 5]", "[N, 3]"], graph.Nodes.OfType<RandomNode>().Select(r => r.Shape.ToString()));
    }

    /// <summary>What depends on the input alone is one product, in front of the loop; the loop has one product of the state.</summary>
    [Theory]
    [InlineData("HandGru(Units = 3)", "[N*T, 9]", "[N, 9]")]
    [InlineData("HandLstm(Units = 2)", "[N*T, 8]", "[N, 8]")]
    [InlineData("Joined(Units = 3)", "[N*T, 3]", "[N, 3]")]
    [InlineData("Joined(Units = 3, Noise = 0.5)", null, "[N, 3]")]
    public void Products_of_the_input_are_of_all_steps(string cell, string? before, string inside)
    {
        ModelGraph model = WellKnownCells.Build(
            $"Input(Shape = [Dim.T, 8]); {cell}", training: true, extents: "Extent(Symbol = Dim.T, Max = 9)");
        Node[] needed = [.. Reachability.From([model.Outputs[0].Node])];
        ScanNode scan = Assert.Single(needed.OfType<ScanNode>());
        Assert.Equal(inside, Assert.Single(scan.Region.Nodes.OfType<MatMulNode>()).Shape.ToString());
        Assert.Equal(before is null ? [] : [before], needed.OfType<MatMulNode>().Select(p => p.Shape.ToString()));
    }

    /// <summary>Of few features a product is sooner made in the loop.</summary>
    [Fact]
    public void A_product_of_few_features_stays_in_the_loop()
    {
        ModelGraph model = WellKnownCells.Build("Input(Shape = [6, 7]); Joined(Units = 3)");
        Assert.DoesNotContain(Reachability.From([model.Outputs[0].Node]), n => n is MatMulNode);
    }

    /// <summary>A product of both that the loop makes as two is the layer with both weights, in value and gradient.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData(", Reverse = true", "")]
    [InlineData(", Return = Return.Last", ", Lengths = \"n\"")]
    public void A_product_of_input_and_state_is_the_sum_of_both(string options, string lengths)
    {
        const int Features = 11;
        string input = (lengths.Length > 0 ? "Input(Shape = [1], Type = ElementType.Int32, Name = \"n\"); " : "") + $"Input(Shape = [4, {Features}]{lengths}); ";
        ModelGraph layer = WellKnownCells.Build($"{input}SimpleRNN(Units = 3, Name = \"l\"{options})");
        ModelGraph cell = WellKnownCells.Build($"{input}Joined(Units = 3, Name = \"l\"{options})");
        LeafValues values = new(batch: 3, seed: 4) { IntLimit = 5 };
        Tensor Of(string role, params Dim[] shape) => values.Of(layer.Graph.Parameter($"l.{role}_l0", new Shape(shape)));
        Tensor Together(Node leaf) => leaf switch
        {
            ParameterNode { Name: "l.both.weight" } => new Tensor([Features + 3, 3], [.. Of("weight_ih", Features, 3).Values, .. Of("weight_hh", 3, 3).Values]),
            ParameterNode { Name: "l.both.bias" } => new Tensor([3], [.. Of("bias_ih", 3).Values.Zip(Of("bias_hh", 3).Values, (a, b) => a + b)]),
            InputNode other => values.Of(layer.Graph.Input(other.Name, other.Shape, other.Element)),
            _ => throw new InvalidOperationException(leaf.Describe()),
        };
        Node[] by = [.. new[] { layer, cell }.Select(m => (Node)m.Inputs[^1].Node)];
        Node Gradient(ModelGraph model, Node x) => Differentiate.Run(
            model.Graph, new Dictionary<Node, Node> { [model.Outputs[0].Node] = model.Outputs[0].Node }, [x])[0]!;
        Node[] gradients = [Gradient(layer, by[0]), Gradient(cell, by[1])];
        Interpreter expected = values.NewInterpreter();
        Interpreter found = new(3, Together);
        Assert.Equal(expected.Evaluate(layer.Outputs[0].Node).Values, found.Evaluate(cell.Outputs[0].Node).Values, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(expected.Evaluate(gradients[0]).Values, found.Evaluate(gradients[1]).Values, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Theory]
    [InlineData("Input(Shape = [4, 5]); HandGru(Units = 3)")]
    [InlineData("Input(Shape = [1, 2]); HandLstm(Units = 2, Reverse = true, Return = Return.Last)")]
    [InlineData("Input(Shape = [3, 2]); HandGru(Units = 2, Bidirectional = Merge.Multiply, Repeat = 2)")]
    [InlineData("Input(Shape = [3, 2]); HandRnn(Units = 2, Repeat = 2, Return = Return.Last)")]
    [InlineData("Input(Shape = [5, 3], Name = \"memory\"); Input(Shape = [3, 2]); Attending(Memory = \"memory\")")]
    [InlineData("Input(Shape = [2, 4, 5, 2]); Film(Filters = 3)")]
    [InlineData("Input(Shape = [3, 8]); Joined(Units = 2)")]
    [InlineData("Input(Shape = [4, 8]); Joined(Units = 2, Checkpoint = 2)")]
    [InlineData("Input(Shape = [4, 2]); HandLstm(Units = 2, Checkpoint = 2, Reverse = true)")]
    [InlineData("Input(Shape = [2, 4, 5, 2]); Film(Filters = 3, Checkpoint = 1)")]
    [InlineData("Input(Shape = [2, 3, 2]); Rows(Units = 2)")]
    [InlineData("Input(Shape = [2, 3, 2]); Rows(Units = 2, Return = Return.Last, Reverse = true)")]
    public void Gradients_equal_central_differences(string layers)
    {
        foreach (bool training in new[] { false, true })
        {
            ModelGraph model = WellKnownCells.Build(layers, training);
            Node[] by = [.. model.Graph.Nodes.Where(n => n is ParameterNode or InputNode)];
            GradientCheck.Run(model.Outputs[0].Node, by, new LeafValues(batch: 2, seed: 3));
        }
    }
}
