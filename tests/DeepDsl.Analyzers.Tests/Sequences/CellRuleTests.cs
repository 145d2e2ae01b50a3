using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Sequences;

public sealed class CellRuleTests
{
    private const string Cell = "[Cell, State(\"h\", Units), Dense(Units), Dense(Units, From = \"h\", Name = \"hh\"), Add(\"dense1\"), Tanh, Next(\"h\")] "
        + "partial class Step { [Parameter] const int Units = 8; } ";

    [Fact]
    public void A_gated_unit_DoesNotTrigger() => DoesNotTrigger("""
        [Cell, State("h", Units)]
        [Dense(Units, Name = "ir"), Dense(Units, From = "h", Name = "hr", Bias = false), Add("ir"), Sigmoid(Name = "r")]
        [Dense(Units, From = "x", Name = "iz"), Dense(Units, From = "h", Name = "hz", Bias = false), Add("iz"), Sigmoid(Name = "z")]
        [Dense(Units, From = "x", Name = "in"), Dense(Units, From = "h", Name = "hn"), Multiply("r"), Add("in"), Tanh(Name = "n")]
        [Subtract("n", From = "h"), Multiply("z"), Add("n", Name = "next"), Next("h", "next")]
        public partial class Gated { [Parameter] const int Units = 8; }
        [Model, Input(20, 4), Gated(Units = 16, Repeat = 2), Gated(Units = 16, Bidirectional = Merge.Concat, Return = Return.Last), Dense(3)]
        [Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Net;
        """);

    /// <summary>Gers and Schmidhuber, 2000: gates see the cell; with a norm that a use may leave out, and an output that is no state.</summary>
    [Fact]
    public void A_memory_with_peepholes_DoesNotTrigger() => DoesNotTrigger("""
        [Cell, State("h", Units), State("c", Units)]
        [Dense(Units, Name = "ii"), Dense(Units, From = "h", Name = "hi"), Dense(Units, From = "c", Name = "ci"), Add("ii", "hi"), Sigmoid(Name = "i")]
        [Dense(Units, From = "x", Name = "if"), Dense(Units, From = "h", Name = "hf"), Dense(Units, From = "c", Name = "cf"), Add("if", "hf"), Sigmoid(Name = "f")]
        [Dense(Units, From = "x", Name = "ig"), Dense(Units, From = "h", Name = "hg"), Add("ig"), Tanh, Multiply("i", Name = "taken")]
        [Multiply("f", From = "c"), Add("taken", Name = "kept"), Next("c")]
        [Dense(Units, From = "x", Name = "io"), Dense(Units, From = "h", Name = "ho"), Dense(Units, From = "kept", Name = "co"), Add("io", "ho"), Sigmoid(Name = "o")]
        [Tanh(From = "kept"), Multiply("o"), Next("h"), LayerNorm(When = Normalize), Dropout(0.1)]
        public partial class Peephole { [Parameter] const int Units = 8; [Parameter] const bool Normalize = false; }
        [Model, Input(Dim.T, Type = ElementType.Int32), Extent(Dim.T, Max = 40), Embedding(100, 8), Peephole(Units = 16, Normalize = true)]
        [Peephole(Units = 16, Return = Return.Last), Dense(1), Loss(Loss.SigmoidCrossEntropy)]
        public partial class Net;
        """);

    [Theory]
    [InlineData("[Cell, State([|\"h\"|], 4), Dense(4), Add(\"h\")] partial class C;",
        "State h of Cell C has no [Next], so it would stay what it is at first; say what it becomes: [Next(\"h\", \"..\")].", "DD1020")]
    [InlineData("[Cell, Dense(4)] partial class [|C|];",
        "Cell C carries no state; add one, such as [State(\"h\", 64)], or mark the class [Block].", "DD1020")]
    [InlineData("[Cell, State(\"hidden\", 4), Dense(4), Add(\"hidden\"), Next(\"hidden\"), Next([|\"hiden\"|])] partial class C;",
        "Next in Cell C names the state \"hiden\", but there is none of that name; did you mean \"hidden\"?", "DD1009")]
    [InlineData("[Cell, State(\"h\", 4), Dense(4), Add(\"h\"), Next(\"h\"), Next([|\"h\"|])] partial class C;",
        "State h of Cell C has a [Next] already; remove one of the two.", "DD1010")]
    [InlineData("[Block, [|State(\"h\", 4)|], Dense(4)] partial class C;",
        "[State] speaks of the state of a cell, but C is a block; mark it [Cell], or remove [State].", "DD1007")]
    [InlineData("[Model, Input(3, 4), [|State(\"h\", 4)|], Dense(4)] partial class Net;",
        "[State] speaks of the state of a cell, but stands in none; move it to a class with [Cell].", "DD1007")]
    [InlineData("[Cell, [|Input(4)|], State(\"h\", 4), Dense(4), Add(\"h\"), Next(\"h\")] partial class C;",
        "C is a cell, which reads what it is put on and gives its last value; remove [Input].", "DD1007")]
    [InlineData("[Cell, Block, State(\"h\", 4), Dense(4), Add(\"h\"), Next(\"h\")] partial class [|C|];",
        "C is marked [Block] and [Cell]; keep one.", "DD1002")]
    [InlineData("[Cell, State(\"h\", 4), Dense(4), Add(\"h\"), Next(\"h\")] partial class [|C|] { [Parameter] const bool Reverse = false; }",
        "Parameter Reverse of C has the name of a member that every layer has; rename it.", "DD1014")]
    public void A_mistake_of_a_cell_Triggers(string source, string message, string rule) => Triggers(rule, source, message);

    [Theory]
    [InlineData(Cell + "[Model, Input(4), [|Step|], Dense(1)] partial class Net;",
        "Cell Step goes through the steps of [T, F], but Input \"input\" gives [4]; give it a sequence, as [RepeatVector(..)] makes of a vector.", "DD2001")]
    [InlineData(Cell + "[Model, Input(4, 5, Type = ElementType.Int32), [|Step|], Dense(1)] partial class Net;",
        "Cell Step needs floats, but Input \"input\" gives ints; put [Embedding(vocabulary, dimension)] between them.", "DD2002")]
    [InlineData(Cell + "[Model, Input(4, 5), Step(InitialState = [|[\"a\"]|]), Dense(1)] partial class Net;",
        "Cell Step reads \"a\", but no layer above has that name; did you mean \"input\"?", "DD1009")]
    [InlineData(Cell + "[Model, Input(10, 5), Step(Checkpoint = [|4|]), Dense(1)] partial class Net;",
        "Cell Step has Checkpoint = 4, but Input \"input\" has 10 steps, of which segments of 4 leave 2; write Checkpoint = 2, or "
            + "Checkpoint = 5.", "DD1021")]
    [InlineData(Cell + "[Model, Input(4, 5), Step(Checkpoint = [|-1|]), Dense(1)] partial class Net;",
        "Cell Step has Checkpoint = -1; it must be at least 0; remove Checkpoint to keep every step.", "DD1021")]
    [InlineData(Cell + "[Model, Input(8, Name = \"a\"), Input(4, 5), Step(Repeat = 2, InitialState = [|new[] { \"a\" }|]), Dense(1)] partial class Net;",
        "Cell Step carries 2 states in all its directions and repetitions, but InitialState names 1; name 2, or none.", "DD2004")]
    [InlineData(Cell + "[Model, Input(7, Name = \"a\"), Input(4, 5), Step(InitialState = [|new[] { \"a\" }|]), Dense(1)] partial class Net;",
        "Cell Step starts its state h [8] from Input \"a\", which gives [7]; bring it to [8] with [Dense(8)].", "DD2004")]
    [InlineData(Cell + "[Model, Input(8, Name = \"a\", Type = ElementType.Int32), Input(4, 5), Step(InitialState = [|new[] { \"a\" }|]), Dense(1)] partial class Net;",
        "Cell Step starts its state h [8] from Input \"a\", which gives ints; name floats.", "DD2002")]
    [InlineData("[Cell, State(\"h\", 1 << 20), Add(\"h\"), Next(\"h\")] partial class C; [Model, Input(2000, 1 << 19), [|C|]] partial class Net;",
        "State h of Cell C has over all steps the shape [2000, 1048576], 2.097E+09 numbers, where at most 1073741824 fit. Make it smaller.", "DD2011")]
    [InlineData("[Cell, State(\"h\", 4), Dense(4), Add(\"h\"), Next(\"h\", \"add\")] partial class C; [Model, Input(2, 3), [|C|]] partial class Net;",
        "Next of h reads \"add\", but no layer above has that name; did you mean \"add1\"?", "DD1009")]
    [InlineData("[Cell, State(\"h\", 4), Dense(4), Add(\"h\"), Dense(5), Next(\"h\")] partial class C; [Model, Input(2, 3), [|C|]] partial class Net;",
        "State h of Cell C is [4], but Dense(5) (layer 3) gives [5] to be the next; give the state that size, or bring the value to the state's.", "DD2004")]
    [InlineData("[Cell, State(\"h\", N), Dense(4), Next(\"h\")] partial class C { [Parameter] const int N = 4; } [Model, Input(2, 3), [|C(N = 0)|]] partial class Net;",
        "State h of Cell C has the size 0; every size must be a whole number of at least 1.", "DD1021")]
    [InlineData("[Cell, State(\"h\", 4), Dense(4), Next(\"h\")] partial class C; [Model, Input(2, 3), [|C|]] partial class Net;",
        "Cell C does not read its state h; read it with From = \"h\" or a merge.", "DD1012")]
    [InlineData("[Cell, State(\"h\", 4), Dense(4, From = \"h\"), Next(\"h\")] partial class C; [Model, Input(2, 3), [|C|]] partial class Net;",
        "Cell C does not read its input; read it with From = \"x\" or a merge.", "DD1012")]
    [InlineData("[Cell, State(\"h\", 3), Add(\"h\"), BatchNorm, Next(\"h\")] partial class C; [Model, Input(2, 3), [|C|]] partial class Net;",
        "BatchNorm (layer 2) keeps statistics of the batch, but reads what depends on a state, of one step at a time; use [LayerNorm], or put it "
        + "before what reads a state.", "DD1007")]
    public void A_mistake_where_a_cell_is_used_Triggers(string source, string message, string rule) => Triggers(rule, source, message);

    [Fact]
    public void A_norm_of_the_batch_before_what_reads_a_state_DoesNotTrigger() => DoesNotTrigger(
        "[Cell, State(\"h\", 4), Dense(4, Bias = false), BatchNorm, Add(\"h\"), Tanh, Next(\"h\")] partial class C; "
        + "[Model, Input(5, 3), C, Dense(1), Loss(Loss.MeanSquaredError)] partial class Net;");
}
