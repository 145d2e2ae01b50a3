using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

/// <summary>Types with [Features], and inputs that are made of them.</summary>
public sealed class RecordRuleTests
{
    private const string Net = "[Model, Input(typeof(P)), Dense(2), Loss(Loss.SoftmaxCrossEntropy)] public partial class Net;";

    [Fact]
    public void A_sound_record_DoesNotTrigger() => DoesNotTrigger($$"""
        public enum Sex { Female, Male }
        [Features]
        public partial record P(
            double? Age, [Number(NormalizationKind.Robust, Log = true)] decimal Fare, bool? Alone, [Categories(As = CategoryForm.Target)] Sex Of,
            [Hash(16)] string? Cabin, [Categories("S", "C")] string Port, [Ignored] System.DateTime Birth, [Label] Sex? Sex)
        {
            public System.DateTime Died => Birth;
        }
        {{Net}}
        """);

    [Fact]
    public void A_label_that_is_scaled_DoesNotTrigger() => DoesNotTrigger("""
        [Features] public partial record P(double X, [Label, Number(NormalizationKind.Robust, Log = true)] decimal? Y);
        [Model, Input(typeof(P)), Dense(1), Loss(Loss.MeanSquaredError)] public partial class Net;
        """);

    [Fact]
    public void DD1001_record_not_partial_Triggers() => Triggers("DD1001",
        "[Features] public record [|P|](double X);", "P must be partial, so that its implementation can be generated.");

    [Theory]
    [InlineData("[Features] public abstract partial class [|P|] { public double X { get; set; } }", "P is abstract; [Features] needs an ordinary record, class or struct.")]
    [InlineData("public record B; [Features] public partial record [|P|](double X) : B;", "P is derived from B; [Features] needs an ordinary record, class or struct.")]
    [InlineData("[Features] public partial record [|P|]<T>(double X);", "P is generic, or inside a generic type; [Features] needs an ordinary record, class or struct.")]
    [InlineData("[Features] public partial class [|P|](double x) { public double X { get; set; } = x; }",
        "P has no constructor without parameters, by which records of a file could be made; give it one, or make it a record.")]
    public void DD1002_form_Triggers(string source, string message) => Triggers("DD1002", source, message);

    [Fact]
    public void DD1014_member_Features_Triggers() => Triggers("DD1014", "[Features] public partial record [|P|](double Features);",
        "P gets a member Features, which says how its records become inputs, and has something of that name; rename it.");

    [Theory]
    [InlineData("[|string Port|]",
        "Port of P is a text, which is no feature by itself; [Categories(\"a\", \"b\")] names its categories, [Hash(64)] takes any, and [Ignored] leaves it out.")]
    [InlineData("[|System.DateTime Day|]",
        "Day of P is of type DateTime, which is no feature; features are numbers, enums, bool, and texts with [Categories(\"a\", \"b\")] or [Hash(64)]. "
        + "Compute one of those from it, or mark it [Ignored].")]
    [InlineData("[[|Hash(4)|]] int Id", "Id of P is of type int, but [Hash] is for texts; remove it: numbers are scaled.")]
    [InlineData("[[|Hash(4)|]] bool Is", "Is of P is of type bool, but [Hash] is for texts; remove it: categories are known by their type.")]
    [InlineData("[[|Hash(0)|]] string Id", "Id of P has 0 hashes; give 1 to 1048576.")]
    [InlineData("[[|Hash(4, As = CategoryForm.Ordinal)|]] string Id",
        "Id of P is hashed, and hashes have no order; use [Categories] with names in their order, or another form.")]
    [InlineData("[[|Number|]] bool Is", "Is of P is of type bool, which is no number, but [Number] speaks of one; remove it, or declare a number.")]
    [InlineData("[[|Number(Missing = Imputation.Median)|]] double Age",
        "Age of P is of type double, which is never missing, but [Number] says what stands for a missing one; declare it as double?, or remove that.")]
    [InlineData("[[|Number(Fill = double.NaN)|]] double? Age", "Age of P is filled in with NaN, which is no finite number; give one.")]
    [InlineData("[[|Categories|]] double Age", "Age of P is of type double, but [Categories] is for enums, bool and texts; remove it, or declare an enum.")]
    [InlineData("[[|Categories(\"a\")|]] bool Is", "Is of P is of type bool, which has its categories already; write [Categories] without names.")]
    [InlineData("[[|Categories|]] string Port",
        "Port of P is a text, and [Categories] names none of its categories; write them, as in [Categories(\"a\", \"b\")], or use [Hash(64)].")]
    [InlineData("[[|Categories(\"a\", \"b\", \"a\")|]] string Port", "Port of P has the category \"a\" twice; remove one.")]
    [InlineData("[Categories(\"a\"), [|Hash(3)|]] string Port", "Port of P has [Categories] and [Hash]; keep one.")]
    [InlineData("[Hash(3), [|Label|]] string Y",
        "Y of P is the label, which no input is made of, so it takes [Label] and [Categories(\"...\")] or [Number] alone.")]
    [InlineData("[[|Number(Missing = Imputation.Median)|], Label] double? Y",
        "Y of P is the label, which nothing stands for where it is missing, but [Number] says what; remove that.")]
    [InlineData("[[|Label|]] E Y", "Y of P is the label, whose classes are counted from 0, but E has the values 1, 2; remove them.")]
    public void DD1028_member_Triggers(string member, string message) => Triggers("DD1028",
        $"public enum E {{ A = 1, B }} [Features] public partial record P(double X, {member});", message);

    [Fact]
    public void DD1028_no_feature_Triggers() => Triggers("DD1028", "[Features] public partial record [|P|]([Label] double Y);",
        "P has no member that is a feature; give it one, such as a property double Age.");

    [Fact]
    public void DD1028_mean_of_no_label_Triggers() => Triggers("DD1028",
        "[Features] public partial record [|P|]([Categories(As = CategoryForm.Target)] bool X);",
        "P has a member that becomes the mean of the label, but no label; mark one [Label].");

    [Fact]
    public void DD1029_two_labels_Triggers() => Triggers("DD1029",
        "[Features] public partial record P(double X, [Label] bool? A, [[|Label|]] bool? B);", "P has two labels, A and B; keep [Label] on one.");

    [Fact]
    public void DD1030_type_without_features_Triggers() => Triggers("DD1030",
        "public record P(double X); [Model, Input([|typeof(P)|]), Dense(1)] public partial class Net;",
        "Input names P, which says of no member how it is a feature; mark P [Features], or give the shape of a sample.");

    [Fact]
    public void DD1030_another_input_Triggers() => Triggers("DD1030",
        "[Features] public partial record P(double X); [Model, Input(typeof(P)), [|Input(2, Name = \"b\")|], Concat(\"input\"), Dense(1)] public partial class Net;",
        "Net has another input beside those of P, which are all that a model of records takes; make it a member of P, or give the shapes of all inputs.");

    [Fact]
    public void DD1022_type_of_elements_Triggers() => Triggers("DD1022",
        "[Features] public partial record P(double X); [Model, Input(typeof(P), Type = [|ElementType.Int32|]), Dense(1)] public partial class Net;",
        "Input(P) has Type, but its inputs follow from P; remove Type.");

    [Fact]
    public void DD2009_other_labels_Triggers() => Triggers("DD2009",
        "public enum A { X, Y } public enum B { X, Y } [Features] public partial record P(double X, [Label] A? Y); "
        + "[Model, Input(typeof(P)), Dense(2), Loss(Loss.SoftmaxCrossEntropy), Labels([|typeof(B)|])] public partial class Net;",
        "Labels names B, but the label of P is Y of type A; remove [Labels], which follows from that.");

    [Fact]
    public void DD2009_labels_of_the_record_Triggers() => Triggers("DD2009",
        $"public enum A {{ X, Y, Z }} [Features] public partial record P(double X, [Label] A? Y); {Net.Replace("Input(typeof(P))", "[|Input(typeof(P))|]")}",
        "Labels names A with 3 members, but output \"output\" [2] has 2 classes; give the last layer one unit per member, or the enum one member per class.");

    [Fact]
    public void Calls_with_records_DoNotTrigger() => CompilesAndDoesNotTrigger($$"""
        public enum A { X, Y } [Features] public partial record P(double X, double Z, [Label] A? Y); {{Net}}
        class Use
        {
            A Of(Net net, P[] some)
            {
                net.Fit(some);
                net.Fit(some, some, new FitOptions());
                net.Evaluate(some);
                net.PredictBatch(new P[] { some[0], some[1], some[2] });
                return net.PredictLabel(new P(1, 2, A.X));
            }
        }
        """);

    [Fact]
    public void A_record_that_is_not_partial_is_reported_there_alone() => Triggers("DD1001",
        $"[Features] public record [|P|](double X, [Label] bool? Y); {Net}", "P must be partial, so that its implementation can be generated.");

    [Fact]
    public void A_mistake_of_the_record_is_reported_there_alone() => Triggers("DD1028", $"[Features] public partial record P(double X, [|string Y|]); {Net}",
        "Y of P is a text, which is no feature by itself; [Categories(\"a\", \"b\")] names its categories, [Hash(64)] takes any, and [Ignored] leaves it out.");

    private static string Labelled(string label, string head) =>
        $"public enum Kind {{ A, B, C }} [Features] public partial record P(double X, double Z, [Label{label});\n[Model, Input(typeof(P)), "
            + $"Dense(8), ReLU, {head}] public partial class Net;";

    [Theory]
    [InlineData("] double Y", "Dense(10), Loss([|Loss.SoftmaxCrossEntropy|])",
        "Loss(Loss.SoftmaxCrossEntropy) tells 10 classes apart, but the label of P is Y, a number; use Loss.MeanSquaredError behind one "
            + "unit, or make Y an enum.")]
    [InlineData("] double? Y", "Dense(2), Loss([|Loss.Huber|])",
        "Loss(Loss.Huber) wants 2 numbers a sample for output [2], but the label of P is Y, one number; give the last layer one unit.")]
    [InlineData("] Kind Y", "Dense(1), Loss([|Loss.MeanSquaredError|])",
        "Loss(Loss.MeanSquaredError) is for numbers, but the label of P is Y, one of 3 classes; use Loss.SoftmaxCrossEntropy behind a unit "
            + "for each.")]
    [InlineData(", Categories(\"a\", \"b\", \"c\")] string Y", "Dense(4), Loss([|Loss.SoftmaxCrossEntropy|])",
        "Loss(Loss.SoftmaxCrossEntropy) tells 4 classes apart, but the label of P is Y, one of 3 classes; give the last layer one unit per "
            + "class.")]
    [InlineData("] Kind Y", "Dense(12), Reshape(4, 3), Loss([|Loss.SoftmaxCrossEntropy|])",
        "Loss(Loss.SoftmaxCrossEntropy) wants 4 labels a sample for output [4, 3], but the label of P is Y, one of 3 classes for the whole; "
            + "give the sample one answer.")]
    public void DD2010_label_that_the_loss_does_not_take_Triggers(string label, string head, string message) =>
        Triggers("DD2010", Labelled(label, head), message);

    [Theory]
    [InlineData("] double Y", "Dense(1), Loss(Loss.Huber)")]
    [InlineData("] double Y", "Dense(1), Loss(Loss.SigmoidCrossEntropy)")]
    [InlineData("] bool? Y", "Dense(1), Loss(Loss.SigmoidCrossEntropy)")]
    [InlineData("] bool Y", "Dense(2), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("] Kind? Y", "Dense(3), Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData(", Categories(\"a\", \"b\", \"c\")] string Y", "Dense(3), Loss(Loss.SoftmaxCrossEntropy)")]
    public void DD2010_labels_of_their_losses_DoesNotTrigger(string label, string head) => CompilesAndDoesNotTrigger(Labelled(label, head));

    private static string Indexed(string vocabulary) =>
        "[Features] public partial record P(double X, [Categories(\"a\", \"b\", \"c\", As = CategoryForm.Index)] string Shop, [Label] bool "
            + "Y);\n"
        + $"[Model, Input(typeof(P)), Embedding({vocabulary}, 2, From = \"Shop\"), Flatten, Concat(\"input\"), Dense(1), "
        + $"Loss(Loss.SigmoidCrossEntropy)] public partial class Net;\n";

    [Fact]
    public void DD1021_table_smaller_than_its_categories_Triggers() => Triggers("DD1021", Indexed("[|3|]"),
        "Embedding(3, 2, From = \"Shop\") (layer 1) has vectors for the tokens 0 to 2, but Shop of P has 3 categories and one place for all "
            + "else; write Vocabulary = 4.");

    [Fact]
    public void DD1021_table_of_its_categories_DoesNotTrigger() => CompilesAndDoesNotTrigger(Indexed("4"));

    [Fact]
    public void DD1021_table_without_what_fills_up_Triggers() => Triggers("DD1021",
        "[Model, Input(9, Type = ElementType.Int32, PaddingToken = 50), Embedding([|50|], 4), GRU(8, Return = Return.Last), Dense(2), "
            + "Loss(Loss.SoftmaxCrossEntropy)] partial class Net;",
        "Embedding(50, 4) (layer 1) has vectors for the tokens 0 to 49, but Input \"input\" fills sequences up with PaddingToken = 50; "
            + "write Vocabulary = 51.");
}
