using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

/// <summary>Models that begin with the layers of another.</summary>
public sealed class ExtendsRuleTests
{
    private const string Trunk = """
        [Model, Input(8), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU, Name = "features"), Dense(4)]
        [Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Trunk;
        """;

    [Fact]
    public void A_model_that_extends_another_DoesNotTrigger() => CompilesAndDoesNotTrigger(Trunk + """
        [Model, Extends(typeof(Trunk), Until = "features"), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Head;
        [Model, Extends(typeof(Head), Until = "dense1", Trainable = false), Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Frozen;
        """);

    [Fact]
    public void DD1027_no_model_Triggers() => Triggers("DD1027",
        "class Other; [Model, Extends([|typeof(Other)|]), Dense(2)] public partial class Net;",
        "Extends names Other, which is no model; name a class marked [Model].");

    [Fact]
    public void DD1027_itself_Triggers() => Triggers("DD1027",
        "[Model, Extends([|typeof(Net)|]), Dense(2)] public partial class Net;",
        "Net extends itself; the first of the models that extend each other must not extend any.");

    [Fact]
    public void DD1027_itself_through_another_Triggers() => Triggers("DD1027",
        "[Model, Extends([|typeof(B)|]), Dense(2)] public partial class A; [Model, Extends([|typeof(A)|]), Dense(2)] public partial class B;",
        "A extends itself through B; the first of the models that extend each other must not extend any.");

    [Fact]
    public void DD1009_layer_to_end_at_is_misspelt_Triggers() => Triggers("DD1009",
        Trunk + "[Model, Extends(typeof(Trunk), Until = [|\"feature\"|]), Dense(2)] public partial class Head;",
        "Extends ends at \"feature\", but Trunk has no layer of that name; did you mean \"features\"?");

    [Fact]
    public void DD1009_layer_that_was_cut_off_Triggers() => Triggers("DD1009",
        Trunk + "[Model, Extends(typeof(Trunk), Until = \"features\"), Dense(4, From = [|\"dense2\"|])] public partial class Head;",
        "Dense(4, From = \"dense2\") (layer 3) reads \"dense2\", but no layer above has that name; did you mean \"dense1\"?");

    [Fact]
    public void DD1010_name_of_an_inherited_layer_Triggers() => Triggers("DD1010",
        Trunk + "[Model, Extends(typeof(Trunk), Until = \"features\"), Dense(4, Name = [|\"features\"|])] public partial class Head;",
        "The name \"features\" is already taken, and names are unique within a model or block; name one of the two otherwise.");

    [Fact]
    public void DD1010_two_functions_of_one_name_Triggers() => Triggers("DD1010", """
        [Model, Input(2), Dense(3), Map("F", Name = "end")] public partial class Trunk { static float F(float x) => x * x; }
        [Model, Extends([|typeof(Trunk)|], Until = "end"), Map("F"), Dense(1)] public partial class Head { static float F(float x) => x + 1; }
        """, "Head and the model that it extends have different functions F; rename one of them.");

    [Fact]
    public void A_mistake_of_the_other_model_is_said_there() => Triggers("DD2001", """
        [Model, Input(4), [|Conv2D(3, Kernel = 3)|]] public partial class Trunk;
        [Model, Extends(typeof(Trunk)), Dense(2)] public partial class Head;
        """, Message("DD2001", "[Model, Input(4), [|Conv2D(3, Kernel = 3)|]] public partial class Trunk;"));

    [Fact]
    public void A_warning_of_an_inherited_layer_is_said_there_alone()
    {
        const string trunk = "[Model, Input(4), Dense(8, [|Activation = Activation.Softmax|], Name = \"a\"), Dense(2), Loss(Loss.MeanSquaredError)] public partial class Trunk;";
        string[] found = [.. Diagnostics(DeepDsl.Generator.Tests.Harness.Sources.Compile("using DeepDsl;" + trunk.Replace("[|", "").Replace("|]", "")
            + "[Model, Extends(typeof(Trunk), Until = \"a\"), Dense(3), Loss(Loss.MeanSquaredError)] public partial class Head;")).Select(d => d.Id)];
        Assert.Single(found);
    }

    [Fact]
    public void DD3012_head_on_the_scores_of_another_model_Triggers() => Triggers("DD3012",
        Trunk + "[Model, Extends(typeof(Trunk)), [|Dense(2)|], Loss(Loss.SoftmaxCrossEntropy)] public partial class Head;",
        "Nothing non-linear stands between Dense(4) (layer 3) and Dense(2) (layer 4), so with 68 and 10 parameters they compute no more "
            + "than one such layer from [16] to [2] "
        + "could. Extend up to Until = \"features\", or put an activation between.");

    [Fact]
    public void DD5006_all_that_is_extended_frozen_Triggers() => Triggers("DD5006",
        Trunk + "[Model, Extends(typeof(Trunk), Trainable = [|false|]), Loss(Loss.SoftmaxCrossEntropy)] public partial class Head;",
        "Head has a loss, but all of its 6 parameters are frozen, up to those of Dense(4, Trainable = false) (layer 3): no step changes "
            + "anything. Let a layer with weights of "
        + "its own follow, or train what it extends.");
}
