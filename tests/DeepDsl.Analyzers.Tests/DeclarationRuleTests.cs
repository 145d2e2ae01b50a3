using DeepDsl.Analyzers.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

public sealed class DeclarationRuleTests
{
    [Fact]
    public void A_sound_model_and_block_DoesNotTrigger() => DoesNotTrigger("""
        [Block, Dense(Units, Activation = Activation.ReLU)] public partial class Hidden { [Parameter] const int Units = 8; }
        [Model, Input(2), Hidden(Repeat = 2), Dense(1, Name = "out")] public partial class Net;
        public class NoModel { }
        """);

    [Fact]
    public void DD1001_class_not_partial_Triggers() => Triggers("DD1001",
        "[Model, Input(2), Dense(1)] public class [|Net|];", "Net must be partial, so that its implementation can be generated.");

    [Fact]
    public void DD1001_container_not_partial_Triggers() => Triggers("DD1001",
        "class Outer { [Block, Dense(1)] partial class [|B|]; }",
        "Outer, which contains B, must be partial, so that its implementation can be generated.");

    [Fact]
    public void DD1002_record_Triggers() => Triggers("DD1002",
        "[Model, Input(2), Dense(1)] public partial record [|Net|];", "Net is a record; [Model] needs an ordinary class.");

    [Fact]
    public void DD1003_base_class_Triggers() => Triggers("DD1003",
        "class B; [Model, Input(2), Dense(1)] partial class [|Net|] : B;",
        "Net derives from B, but a model derives from Network; keep B in a field instead.");

    [Fact]
    public void DD1004_layer_on_second_part_Triggers() => Triggers("DD1004",
        "[Model, Input(2), Dense(1)] partial class Net; [[|Dense(3)|]] partial class Net;",
        "Dense stands on a second part of Net, where the order of layers is undefined; move it to the part with [Model].");

    [Fact]
    public void DD1005_no_layers_Triggers() => Triggers("DD1005",
        "[Model, [|Input(2)|]] partial class Net;", "Net has no layer; add one below [Input], such as [Dense(10)].");

    [Fact]
    public void DD1006_no_input_Triggers() => Triggers("DD1006",
        "[Model, [|Dense(2)|], Tanh] partial class Net;", "Dense(2) (layer 1) has no value above it; begin with [Input(...)].");

    [Fact]
    public void DD1007_input_in_block_Triggers() => Triggers("DD1007",
        "[Block, [|Input(2)|], Dense(2)] partial class B;",
        "B is a block, which reads what it is put on and gives its last value; remove [Input].");

    [Fact]
    public void DD1008_layer_of_the_users_own_Triggers() => Triggers("DD1008",
        "class MineAttribute : LayerAttribute; [Model, Input(2), [|Mine|]] partial class Net;",
        "Mine is not a layer that this version knows. Remove it, or take a newer version of DeepDsl.");

    [Fact]
    public void DD1009_misspelt_name_Triggers() => Triggers("DD1009",
        "[Model, Input(2, Name = \"left\"), Dense(2, Name = \"right\"), Dense(3, From = [|\"lefft\"|]), Dense(4, From = \"left\")] partial class Net;",
        "Dense(3, From = \"lefft\") (layer 2) reads \"lefft\", but no layer above has that name; did you mean \"left\"?");

    [Fact]
    public void DD1009_far_from_every_name_Triggers() => Triggers("DD1009",
        "[Model, Input(2, Name = \"left\"), Dense(3, Name = \"right\"), Dense(3, From = [|\"trunk\"|])] partial class Net;",
        "Dense(3, From = \"trunk\") (layer 2) reads \"trunk\", but no layer above has that name; there are \"left\", \"right\".");

    [Fact]
    public void DD1009_name_of_a_layer_further_down_Triggers() => Triggers("DD1009",
        "[Model, Input(10), Dense(8, From = [|\"late\"|], Activation = Activation.ReLU), Dense(8, Activation = Activation.ReLU, Name = \"late\"), Dense(2)] partial class Net;",
        "Dense(8, From = \"late\", Activation = Activation.ReLU) (layer 1) reads \"late\", which is the name of [Dense] further down: layers read what stands "
        + "above them. Move that layer up, or read another.");

    /// <summary>An output names what it gives, and is nothing that could be moved.</summary>
    [Fact]
    public void DD1009_name_of_an_output_further_down_Triggers() => Assert.Contains("did you mean \"featurs\"?",
        Message("DD1009", "[Model, Input(10), Dense(8, Name = \"featurs\"), Dense(3, From = [|\"features\"|]), Output([|\"features\"|])] partial class Net;"),
        StringComparison.Ordinal);

    [Fact]
    public Task DD1009_name_of_a_layer_further_down_Fix() => FixTest.Fixed(
        "[Model, Input(4)]\n[Dense(8, From = \"late\", Activation = Activation.ReLU)]\n[Dense(6, Activation = Activation.ReLU, Name = \"late\")]\n[Dense(2)]\npartial class Net;",
        "Move the layer that it reads above it",
        "[Model, Input(4)]\n[Dense(6, Activation = Activation.ReLU, Name = \"late\")]\n[Dense(8, From = \"late\", Activation = Activation.ReLU)]\n[Dense(2)]\npartial class Net;");

    [Fact]
    public void DD1010_name_taken_Triggers() => Triggers("DD1010",
        "[Model, Input(2), Dense(2, Name = \"a\"), ReLU, Dense(3, Name = [|\"a\"|])] partial class Net;",
        "The name \"a\" is already taken, and names are unique within a model or block; name one of the two otherwise.");

    [Fact]
    public void DD1012_dead_layer_beside_an_output_Triggers() => Triggers("DD1012",
        "[Model, Input(2, Name = \"x\"), [|Dense(3, Name = \"dead\")|], Dense(2, From = \"x\", Name = \"y\"), Output(\"y\")] partial class Net;",
        "Nobody reads dead; read it with From or a merge, add [Output(\"dead\")], or remove the layer.");

    [Theory]
    [InlineData("[Model, Input(5, 2), LSTM(3, FinalState = [|new[] { \"h\", \"c\" }|]), Dense(1)] partial class Net;",
        "LSTM(3, FinalState = [\"h\", \"c\"]) (layer 1) has FinalState = \"h\" and \"c\", but nobody reads any of them; read it with From, a merge or "
        + "[Output], or remove FinalState.")]
    [InlineData("[Cell, State(\"h\", 2), Add(\"h\"), Next(\"h\")] partial class C; [Model, Input(5, 2), C(FinalState = [|new[] { \"h\" }|]), Dense(1)] partial class Net;",
        "Cell C has FinalState = \"h\", but nobody reads that name; read it with From, a merge or [Output], or remove FinalState.")]
    public void DD1011_final_state_for_nobody_Triggers(string source, string message) => Triggers("DD1011", source, message);

    [Theory]
    [InlineData("[Model, Input(5, 2), LSTM(3, FinalState = new[] { \"h\", \"c\" }), Dense(1, From = \"c\")] partial class Net;")]
    [InlineData("[Model, Input(5, 2), LSTM(3, FinalState = new[] { \"h\", \"c\" }, Name = \"all\"), Output(\"all\"), Output(\"c\")] partial class Net;")]
    [InlineData("[Block, GRU(3, FinalState = new[] { \"h\" })] partial class B; [Model, Input(5, 2), B(Name = \"b\"), GRU(3, InitialState = new[] { \"b.h\" })] partial class Net;")]
    public void A_final_state_of_which_one_is_read_DoesNotTrigger(string source) => DoesNotTrigger(source);

    [Fact]
    public void DD1012_dead_layer_in_a_block_Triggers_at_the_use() => Triggers("DD1012",
        """
        [Block, Dense(3), ReLU(Name = "a"), Dense(2), Dense(2, From = "a")] partial class B;
        [Model, Input(2), [|B|]] partial class Net;
        """,
        "Nobody reads dense2; read it with From or a merge, or remove the layer.");

    [Fact]
    public void DD1013_several_values_left_Triggers() => Triggers("DD1013",
        "[Model, Input(2, Name = \"x\"), [|Dense(3, Name = \"a\")|], Dense(2, From = \"x\", Name = \"b\")] partial class Net;",
        "Net ends with several values that nobody reads: a and b; name its results with [Output(\"a\")], join them with a merge, or remove the layers.");

    [Fact]
    public void DD1013_each_value_left_Triggers() => Triggers("DD1013",
        "[Model, Input(2, Name = \"x\"), [|Dense(3)|], [|Dense(4, From = \"x\")|], Dense(2, From = \"x\")] partial class Net;",
        "Net ends with several values that nobody reads: dense1, dense2 and dense3; name its results with [Output(\"dense1\")], join them with a merge, "
        + "or remove the layers.");

    /// <summary>The loss says what the model is for; a value without a name is rather a branch that was to be joined.</summary>
    [Fact]
    public void DD1012_each_dead_layer_beside_a_loss_Triggers() => Triggers("DD1012",
        "[Model, Input(2, Name = \"x\"), [|Dense(3)|], [|Dense(4, From = \"x\")|], Dense(2, From = \"x\"), Loss(Loss.Huber)] partial class Net;",
        "Nobody reads dense1; read it with From or a merge, or remove the layer.");

    [Fact]
    public void DD1012_noise_is_no_result_Triggers() => Triggers("DD1012",
        "[Model, Input(64, Name = \"x\"), [|Dropout(0.5)|], Dense(2, From = \"x\")] partial class Net;",
        "Nobody reads dropout1; read it with From or a merge, or remove the layer.");

    [Fact]
    public void DD1012_input_Triggers() => Triggers("DD1012",
        "[Model, [|Input(2, Name = \"a\")|], Input(3, Name = \"b\"), Dense(2)] partial class Net;",
        "Nobody reads a; read it with From or a merge, or remove the input.");

    [Fact]
    public void DD1012_dead_layer_in_a_block_that_repeats_is_said_once_Triggers() => Triggers("DD1012",
        "[Block, ReLU(Name = \"a\"), Dense(2), Dense(2, From = \"a\")] partial class B; [Model, Input(2), [|B(Repeat = 3)|]] partial class Net;",
        "Nobody reads dense1; read it with From or a merge, or remove the layer.");

    [Fact]
    public void DD1013_outputs_named_DoesNotTrigger() => DoesNotTrigger(
        "[Model, Input(2, Name = \"x\"), Dense(3, Name = \"a\"), Dense(2, From = \"x\", Name = \"b\"), Output(\"a\"), Output(\"b\")] partial class Net;");

    [Fact]
    public void DD1015_share_of_other_shape_Triggers() => Triggers("DD1015",
        "[Model, Input(2), Dense(3, Name = \"a\"), Dense(3, Share = [|\"a\"|])] partial class Net;",
        "Dense(3, Share = \"a\") (layer 2) shares the parameters of \"a\", but needs weight [3, 3] where that has [2, 3]; remove Share.");

    [Fact]
    public void DD1015_share_without_bias_Triggers() => Triggers("DD1015",
        "[Model, Input(2), Dense(2, Name = \"a\", Bias = false), Dense(2, Share = [|\"a\"|])] partial class Net;",
        "Dense(2, Share = \"a\") (layer 2) shares the parameters of \"a\", which has no bias; give both the same options, or remove Share.");

    [Fact]
    public void DD1015_share_of_equal_shape_DoesNotTrigger() =>
        DoesNotTrigger("[Model, Input(2), Dense(2, Name = \"a\"), Dense(2, Share = \"a\")] partial class Net;");

    [Fact]
    public void DD1016_block_in_itself_Triggers() => Triggers("DD1016",
        "[Block, Dense(1), [|B|]] partial class B; [Model, Input(2), B] partial class Net;", "Block B contains itself; a block must end.");

    [Fact]
    public void DD1017_parameter_that_is_no_constant_Triggers() => Triggers("DD1017",
        "[Block, Dense(1)] partial class [|B|] { [Parameter] readonly int N = 1; }",
        "Parameter N must be a constant of type int, double, bool, string or an enum: [Parameter] const int N = 1;");

    [Fact]
    public void DD1018_division_by_a_parameter_that_is_zero_Triggers() => Triggers("DD1018",
        "[Block, Dense(8 / N)] partial class B { [Parameter] const int N = 1; } [Model, Input(2), [|B(N = 0)|]] partial class Net;",
        "Dense: Units = (8 / N) has no constant value; write one that divides by no 0 and stays among the numbers of its type.");

    [Fact]
    public void DD1019_shift_of_a_parameter_Triggers() => Triggers("DD1019",
        "[Block, Dense([|N << 1|])] partial class B { [Parameter] const int N = 1; }",
        "Dense: \"N << 1\" can't be kept as an expression over the block's parameters; use + - * / %, comparisons, && || ! and ?:.");

    private const string Share =
        "[Block, Map(nameof(F))] partial class B { [Parameter] const int N = 1; static float F(float x) => x * (6 / N); } ";

    [Fact]
    public void DD1019_function_of_a_block_without_a_value_Triggers() => Triggers("DD1019",
        Share + "[Model, Input(2), B(N = 2), [|B(N = 0)|], Dense(1)] partial class Net;",
        "Map(\"F\") (layer 2) has a function that the compiler cannot read: F reads (6 / N), which is no number with these parameters "
        + "of the block.");

    [Fact]
    public void DD1019_function_of_a_block_with_a_value_DoesNotTrigger() =>
        DoesNotTrigger(Share + "[Model, Input(2), B(N = 2), B, Dense(1)] partial class Net;");

    [Fact]
    public void DD1021_units_below_one_Triggers() => Triggers("DD1021",
        "[Model, Input(2), Dense([|0|])] partial class Net;", "Dense(0) (layer 1) has Units = 0; it must be at least 1.");

    [Fact]
    public void DD1021_repeat_below_one_Triggers() => Triggers("DD1021",
        "[Block, Dense(1)] partial class B; [Model, Input(2), B(Repeat = [|0|])] partial class Net;",
        "Block B has Repeat = 0; it must be 1 to 1000, and When = false leaves a block out.");

    [Fact]
    public void DD1002_primary_constructor_Triggers() => Triggers("DD1002",
        "[Model, Input(2), Dense(1)] partial class [|Net|](int size);",
        "Net has a primary constructor, which the generated one would have to call; declare a constructor inside the class that begins with : this(seed).");

    [Fact]
    public void DD1014_class_named_as_a_member_Triggers() => Triggers("DD1014",
        "[Model, Input(2), Dense(1)] partial class [|Predict|];",
        "Predict has the name of a member that is generated for it; name the class otherwise.");

    [Fact]
    public void DD1014_member_in_the_place_of_one_Triggers() => Triggers("DD1014",
        "[Model, Input(2), Dense(1)] partial class Net { int [|Forward|] => 1; }",
        "Net has a member Forward, which is generated for every model; rename yours.");

    [Fact]
    public void DD1014_method_in_the_place_of_one_on_a_second_part_Triggers() => Triggers("DD1014",
        "[Model, Input(2), Dense(1)] partial class Net; partial class Net { void [|Predict|](float[] x) { } }",
        "Net has a method Predict of the parameters of one that is generated; rename yours, or give it others.");

    [Fact]
    public void DD1014_overload_DoesNotTrigger() => DoesNotTrigger(
        "[Model, Input(2), Dense(1)] partial class Net { void Predict(float[] x, int y) { } }");

    [Fact]
    public void DD1014_constructor_in_the_place_of_the_generated_one_Triggers() => Triggers("DD1014",
        "[Model, Input(2), Dense(1)] partial class Net { [|Net|](int a, Device? b) : this(\"\") { } Net(string s) : base(null!, 0, null) { } }",
        "Net has a constructor of the parameters seed and device, which is generated for every model; give yours others.");

    [Fact]
    public void DD1014_class_of_the_name_of_a_blocks_attribute_Triggers() => Triggers("DD1014",
        "[Block, Dense(1)] partial class [|B|]; class BAttribute;",
        "B becomes the attribute BAttribute, but there is something of that name beside it; rename one of them.");

    [Fact]
    public void DD1014_class_System_Triggers() => Triggers("DD1014",
        "class System; [Model, Input(2), Dense(1)] partial class [|Net|];",
        "A type System in no namespace hides .NET's namespace System from what is generated for Net; rename it, or put it into a namespace.");

    [Fact]
    public void DD1014_class_System_in_a_namespace_DoesNotTrigger() =>
        DoesNotTrigger("namespace N { class System; [Model, Input(2), Dense(1)] partial class Net; }");

    [Fact]
    public void DD1017_enum_that_the_attribute_cannot_see_Triggers() => Triggers("DD1017",
        "[Block, Dense(1)] public partial class [|B|] { [Parameter] const E P = E.A; enum E { A } }",
        "Parameter P has the type E, which BAttribute, generated beside B, can't see; declare the enum outside the class, or make it internal.");

    [Fact]
    public void DD1021_weight_that_is_no_number_Triggers() => Triggers("DD1021",
        "[Model, Input(2), Dense(1), Loss(Loss.Huber, Weight = [|double.NaN|])] partial class Net;",
        "Loss(Loss.Huber, Weight = NaN) has Weight = NaN; it must be finite, or no step would leave a number.");

    [Fact]
    public void DD1026_constructor_that_calls_none_Triggers() => Triggers("DD1026",
        "[Model, Input(2), Dense(1)] partial class Net { public [|Net|](string path) => LoadWeights(path); }",
        "A constructor of Net does not call the generated one, which makes the parameters; write : this(seed) behind its parameters.");

    [Fact]
    public void DD1026_constructor_that_calls_it_DoesNotTrigger() => DoesNotTrigger(
        "[Model, Input(2), Dense(1)] partial class Net { public Net(string path) : this(seed: 1) => LoadWeights(path); static Net() { } }");

    [Theory]
    [InlineData("[Model, Input(2), Nonsense(3), Dense(0)] partial class Net;")]
    [InlineData("[Model, Input(2), Dense()] partial class Net;")]
    [InlineData("[Model, Input(2), Dense(\"x\")] partial class Net;")]
    [InlineData("[Model, Input(2), Dense(2, L2 = \"x\")] partial class Net;")]
    [InlineData("[Model, Input(2), Dense(2, Activation = Padding.Full)] partial class Net;")]
    [InlineData("[Model, Input(2), Dense(Net.Size)] partial class Net { static int Size = 3; }")]
    public void What_the_compiler_rejects_is_left_to_it(string source) => DoesNotTrigger(source);

    /// <summary>Of a block that repeats too, once: a value of the model is read by a parameter.</summary>
    [Fact]
    public void DD1009_value_outside_of_the_block_Triggers() => Triggers("DD1009",
        "[Block, GraphConv(8), ReLU] public partial class Layer; [Model, Input(6, 2, Type = ElementType.Int32, Name = \"edges\"), Input(5, "
            + "8, Name = \"nodes\"), "
        + "[|Layer(Repeat = 3)|], Dense(2), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "GraphConv(8) (layer 1) reads \"edges\", which stands outside of its block; let the block have [Parameter] const string Edges = "
            + "\"edges\"; and read what that names.");
}
