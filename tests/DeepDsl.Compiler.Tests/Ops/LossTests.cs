using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Ops;

using Dim = DeepDsl.Compiler.Ir.Dim;

public sealed class LossTests
{
    [Theory]
    [InlineData("Kind = Loss.MeanSquaredError, Delta = 1", "Delta", ProblemKind.ConflictingArguments,
        "Loss(Loss.MeanSquaredError, Delta = 1) has no argument Delta; remove it.")]
    [InlineData("Kind = Loss.Huber, Delta = 0", "Delta", ProblemKind.ArgumentRange,
        "Loss(Loss.Huber, Delta = 0) has Delta = 0; it must be above 0.")]
    [InlineData("Kind = Loss.Focal, Gamma = -1", "Gamma", ProblemKind.ArgumentRange,
        "Loss(Loss.Focal, Gamma = -1) has Gamma = -1; it must be at least 0.")]
    [InlineData("Kind = Loss.SoftmaxCrossEntropy, LabelSmoothing = 1", "LabelSmoothing", ProblemKind.ArgumentRange,
        "Loss(Loss.SoftmaxCrossEntropy, LabelSmoothing = 1) has LabelSmoothing = 1; it must be in [0, 1).")]
    [InlineData("Kind = Loss.SoftmaxCrossEntropy, ClassWeights = [1, 2]", "ClassWeights", ProblemKind.LossShape,
        "Loss(Loss.SoftmaxCrossEntropy, ClassWeights = [1, 2]) has 2 class weights, but output [4] has 4 classes; "
        + "give one weight per class.")]
    [InlineData("Kind = Loss.SigmoidCrossEntropy, ClassWeights = [1, -1, 0, 0]", "ClassWeights", ProblemKind.ArgumentRange,
        "Loss(Loss.SigmoidCrossEntropy, ClassWeights = [1, -1, 0, 0]) has class weights that are negative or all zero; "
        + "they must be at least 0, and one above.")]
    [InlineData("Kind = Loss.Hinge, Output = \"out2\"", "Output", ProblemKind.UnknownName,
        "Loss reads output \"out2\", but the model has no such output; did you mean \"out1\"?")]
    [InlineData("Kind = Loss.Custom", "Kind", ProblemKind.MissingArgument,
        "Loss(Loss.Custom) needs its function: [Loss(nameof(Distance))] with "
        + "static float Distance(float prediction, float target) => ...;")]
    [InlineData("Function = \"Missing\"", "Function", ProblemKind.UnknownName,
        "Loss names the function Missing, which Net does not have; declare static float Missing(float prediction, float target) => ...;")]
    [InlineData("Function = \"One\"", "Function", ProblemKind.UnsupportedExpression,
        "Loss needs a function of prediction and target, but One takes 1 value.")]
    public void A_wrong_setting_is_one_problem(string arguments, string argument, ProblemKind kind, string message)
    {
        Problem problem = Problem(OneLossModel.Model([4]), arguments);
        Assert.Equal((message, kind, argument, true), (problem.Message, problem.Kind, problem.Argument, problem.Setting));
    }

    [Fact]
    public void Several_outputs_need_a_name() =>
        Assert.Equal("Loss needs Output = \"...\", because the model has several outputs; write Output = \"out1\", or Output = \"out2\".",
            Problem(OneLossModel.Model([4], [2]), "Kind = Loss.MeanSquaredError").Message);

    [Theory]
    [InlineData("SoftmaxCrossEntropy")]
    [InlineData("CategoricalCrossEntropy")]
    [InlineData("KullbackLeibler")]
    public void Classes_need_more_than_one_unit(string loss) =>
        Assert.Equal($"Loss(Loss.{loss}) tells classes apart, but output [1] is one value, whose probability is always 1; "
            + "give the last layer one unit per class, or use Loss.SigmoidCrossEntropy.",
            Problem(OneLossModel.Model([1]), $"Kind = Loss.{loss}").Message);

    [Fact]
    public void A_box_has_four_corners() =>
        Assert.Equal("Loss(Loss.BoxIoU) compares boxes [left, top, right, bottom], but output [7, 3] does not end in 4 numbers; "
            + "give the last layer 4 units.", Problem(OneLossModel.Model([7, 3]), "Kind = Loss.BoxIoU").Message);

    [Theory]
    [InlineData("Triplet", new[] { 4, 8 }, "compares an anchor with one like it and one unlike, but output [4, 8] is not [3, .., D]; "
        + "join three outputs by [Concat(.., Axis = 0)], or read an input [3, ..].")]
    [InlineData("InfoNCE", new[] { 2, 1, 8 }, "contrasts two views of at least two things, but output [2, 1, 8] is not [2, Pairs, D]; "
        + "join two outputs [1, Pairs, D] by [Concat(.., Axis = 0)], or read an input [2, Pairs, ..].")]
    public void A_loss_of_parts_needs_them(string loss, int[] output, string message) =>
        Assert.Equal($"Loss(Loss.{loss}) {message}", Problem(OneLossModel.Model(output), $"Kind = Loss.{loss}").Message);

    [Theory]
    [InlineData(new[] { 4 }, "", "Kind", "reads labels off scores [T, Classes], but output [4] is not of that shape; give each step a score for each class.")]
    [InlineData(new[] { 6, 4 }, ", Blank = 4", "Blank", "has Blank = 4, but output [6, 4] has the classes 0 to 3; write Blank = 3.")]
    [InlineData(new[] { 6, 4 }, ", MaxLabels = 7", "MaxLabels",
        "has MaxLabels = 7, but output [6, 4] has 6 steps, and each label takes one; give it more steps, or write MaxLabels = 6.")]
    public void Labels_are_read_off_steps(int[] output, string arguments, string argument, string message)
    {
        Problem problem = Problem(OneLossModel.Model(output), $"Kind = Loss.CTC{arguments}");
        Assert.Equal(($"Loss(Loss.CTC{arguments}) {message}", argument), (problem.Message, problem.Argument));
    }

    /// <summary>Of 3 steps over a blank and two labels, all alike: as many of the 27 paths as read so.</summary>
    [Theory]
    [InlineData(new[] { -1, -1, -1 }, 1, 1)] // blanks alone
    [InlineData(new[] { 1, -1, -1 }, 6, 1)] // a run of one, two or three
    [InlineData(new[] { 1, 2, -1 }, 5, 2)] // 12_, 1_2, _12, 112, 122
    [InlineData(new[] { 2, 2, -1 }, 1, 2)] // 2_2
    [InlineData(new[] { 1, 2, 1 }, 1, 3)]
    [InlineData(new[] { 1, 1, 2 }, 0, 3)] // takes four
    public void Paths_are_counted(int[] labels, int paths, int count)
    {
        LossGraph graph = OneLossModel.Build("Kind = Loss.CTC", [1, 3, 3], labels: true);
        Interpreter run = OneLossModel.Run(graph, 1, new double[9], Array.ConvertAll(labels, l => (double)l), [1]);
        Assert.Equal(-Math.Log(paths / 27.0) / count, run.Evaluate(graph.Loss).Values[0], 1e-12);
        Assert.Equal(paths == 0, run.Evaluate(graph.OutputGradients[0]!).Values.All(g => g == 0));
    }

    [Fact]
    public void A_masked_class_is_on_no_path()
    {
        const double Masked = double.NegativeInfinity;
        LossGraph graph = OneLossModel.Build("Kind = Loss.CTC, MaxLabels = 1", [1, 2, 3], labels: true);
        Interpreter run = OneLossModel.Run(graph, 1, [0, 0, 0, Masked, Masked, 0], [2], [1]);
        Assert.Equal(-Math.Log(2 / 3.0), run.Evaluate(graph.Loss).Values[0], 1e-12); // _2 and 22, not 2_
        Assert.Equal([-1 / 6.0, 1 / 3.0, -1 / 6.0, 0, 0, 0], run.Evaluate(graph.OutputGradients[0]!).Values, Near);
    }

    [Theory]
    [InlineData("", new[] { 5 })]
    [InlineData(", MaxLabels = 2", new[] { 2 })]
    public void Sequences_of_labels_have_their_own_length(string arguments, int[] labels)
    {
        LossUse use = OneLossModel.Losses(OneLossModel.Model([5, 3]), $"Kind = Loss.CTC{arguments}")[0];
        Assert.Equal(new Shape(labels.Select(d => (Dim)d)), use.LabelShape);
        Assert.Equal((-1, false), (use.IgnoreIndex, use.TakesFloats));
    }

    [Fact]
    public void A_vector_without_length_has_no_direction_and_no_gradient()
    {
        LossGraph graph = OneLossModel.Build("Kind = Loss.CosineDistance", [1, 2], labels: false);
        Interpreter run = OneLossModel.Run(graph, 1, [0, 0], [3, 4], [1]);
        Assert.Equal(1, run.Evaluate(graph.Loss).Values[0]);
        Assert.Equal([0, 0], run.Evaluate(graph.OutputGradients[0]!).Values);
    }

    [Fact]
    public void A_function_that_cannot_be_read_says_where() =>
        Assert.StartsWith("Loss has a function that the compiler cannot read: Bad cannot be differentiated at \"% target\"",
            Problem(OneLossModel.Model([4]), "Function = \"Bad\"").Message);

    [Fact]
    public void A_model_without_outputs_reports_no_loss() =>
        Assert.Empty(FindLosses.Run(OneLossModel.Spec("Kind = Loss.Focal"), OneLossModel.Model()).Problems);

    [Theory]
    [InlineData(4, 3, "SoftmaxCrossEntropy",
        "Labels names Animal with 3 members, but output \"out1\" [4] has 4 classes; "
        + "give the last layer one unit per member, or the enum one member per class.")]
    [InlineData(1, 3, "BinaryCrossEntropy",
        "Labels names Animal with 3 members, but output \"out1\" [1] has 2 classes; "
        + "give the last layer one unit per member, or the enum one member per class.")]
    [InlineData(4, 4, "SoftmaxCrossEntropy", null)]
    [InlineData(1, 2, "BinaryCrossEntropy", null)]
    [InlineData(4, 3, "MeanSquaredError", null)]
    public void The_enum_of_labels_has_a_member_per_class(int units, int members, string loss, string? message)
    {
        ArgumentSpec[] labels =
        [
            new("Type", new TextArgument("global::Animal")),
            new("Members", new ListArgument(Enumerable.Range(0, members).Select(i => (Argument)new TextArgument($"A{i}")).ToArray())),
        ];
        ModelSpec spec = OneLossModel.Spec($"Kind = Loss.{loss}");
        spec = spec with { Settings = spec.Settings.Append(new AttributeSpec("Labels", labels)).ToArray() };
        ModelGraph model = OneLossModel.Model([units]);
        Problem[] problems = [.. CheckLabels.Run(spec, model, FindLosses.Run(spec, model).Losses)];
        Assert.Equal(message, problems.SingleOrDefault()?.Message);
        Assert.All(problems, p => Assert.Equal((ProblemKind.LabelsSize, 1, true), (p.Kind, p.Path[0], p.Setting)));
    }

    [Fact]
    public void A_masked_class_is_no_infinity()
    {
        LossGraph graph = OneLossModel.Build("Kind = Loss.SoftmaxCrossEntropy", [1, 3], labels: true);
        Interpreter run = OneLossModel.Run(graph, 1, [0, double.NegativeInfinity, 0], [2], [1]);
        Assert.Equal(Math.Log(2), run.Evaluate(graph.Loss).Values[0], 1e-12);
        Assert.Equal([0.5, 0, -0.5], run.Evaluate(graph.OutputGradients[0]!).Values, Near);
    }

    [Theory]
    [InlineData("SoftmaxCrossEntropy")]
    [InlineData("CategoricalCrossEntropy")]
    public void What_stands_at_an_ignored_position_changes_nothing(string loss)
    {
        LossGraph graph = OneLossModel.Build($"Kind = Loss.{loss}, IgnoreIndex = -100", [2, 2, 3], labels: true);
        double[] Run(double padding, Func<Interpreter, double[]> result) => result(OneLossModel.Run(
            graph, 2, [0.2, 0.3, 0.5, padding, padding, padding, padding, padding, padding, 0.6, 0.1, 0.3], [2, -100, -100, 0], [1, 2]));
        double[] Loss(Interpreter run) => run.Evaluate(graph.Loss).Values;
        double[] Gradient(Interpreter run) => run.Evaluate(graph.OutputGradients[0]!).Values;
        Assert.Equal(Run(0.4, Loss), Run(double.NaN, Loss));
        double[] gradient = Run(double.NaN, Gradient);
        Assert.Equal(Run(0.4, Gradient), gradient);
        Assert.All(gradient[3..9], g => Assert.Equal(0, g));
    }

    [Theory]
    [InlineData("Kind = Loss.SoftmaxCrossEntropy", 4096, true)]
    [InlineData("Kind = Loss.SoftmaxCrossEntropy", 4097, false)]
    [InlineData("Kind = Loss.SoftmaxCrossEntropy, IgnoreIndex = 0", 10, false)]
    [InlineData("Kind = Loss.SigmoidCrossEntropy", 5000, true)]
    public void Distributions_over_a_vocabulary_are_no_targets(string arguments, int classes, bool takes)
    {
        ModelGraph model = OneLossModel.Model([classes]);
        IReadOnlyList<LossUse> losses = OneLossModel.Losses(model, arguments);
        Assert.Equal(takes, losses[0].TakesFloats);
        Assert.Equal(takes, BuildLoss.Run(losses, model, labels: false) is not null);
    }

    [Theory]
    [InlineData("MeanSquaredError", null, 5)]
    [InlineData("SoftmaxCrossEntropy", new[] { 4, 3 }, 5)]
    [InlineData("BinaryCrossEntropy", new[] { 4, 3 }, 5)]
    public void Labels_drop_the_last_dimension(string loss, int[]? labelShape, int classes)
    {
        LossUse use = OneLossModel.Losses(OneLossModel.Model([4, 3, 5]), $"Kind = Loss.{loss}")[0];
        Assert.Equal(labelShape is null ? null : new Shape(labelShape.Select(d => (Dim)d)), use.LabelShape);
        Assert.Equal(new Shape(4, 3, 5), use.TargetShape);
        Assert.Equal(classes, use.Classes);
    }

    [Fact]
    public void One_unit_has_two_classes()
    {
        LossUse use = OneLossModel.Losses(OneLossModel.Model([1]), "Kind = Loss.SigmoidCrossEntropy, ClassWeights = [1, 3]")[0];
        Assert.Equal(2, use.Classes);
        Assert.Equal(Shape.Scalar, use.LabelShape);
    }

    [Fact]
    public void Weights_of_one_give_exactly_the_plain_mean()
    {
        double[] prediction = [0.1, 0.7, -1.3, 2.2, 0.9, -0.4];
        LossGraph graph = OneLossModel.Build("Kind = Loss.MeanSquaredError", [3, 2], labels: false);
        Interpreter run = OneLossModel.Run(graph, 3, prediction, new double[6], [1, 1, 1]);
        Assert.Equal(prediction.Sum(p => p * p) / 6, run.Evaluate(graph.Loss).Values[0]);
    }

    [Fact]
    public void A_batch_that_weighs_nothing_has_no_loss_and_no_gradient()
    {
        foreach (string loss in new[] { "Kind = Loss.MeanSquaredError", "Kind = Loss.SoftmaxCrossEntropy, ClassWeights = [1, 2]" })
        {
            LossGraph graph = OneLossModel.Build(loss, [2, 2], labels: false);
            Interpreter run = OneLossModel.Run(graph, 2, [1, 2, 3, 4], [1, 0, 0, 1], [0, 0]);
            Assert.Equal(0, run.Evaluate(graph.Loss).Values[0]);
            Assert.All(run.Evaluate(graph.OutputGradients[0]!).Values, g => Assert.Equal(0, g));
        }
    }

    [Fact]
    public void Several_losses_are_summed_by_weight()
    {
        ModelGraph model = OneLossModel.Model([2], [3], [4]);
        IReadOnlyList<LossUse> losses = OneLossModel.Losses(
            model, "Kind = Loss.MeanSquaredError, Output = \"out1\"", "Kind = Loss.SoftmaxCrossEntropy, Output = \"out2\", Weight = 0.5");
        LossGraph graph = BuildLoss.Run(losses, model, labels: true)!;
        Dictionary<Node, double[]> values = new()
        {
            [graph.Outputs[0]] = [1, 3], [graph.Outputs[1]] = [0, 0, 0], [graph.SampleWeights] = [1],
            [graph.Targets[0]!] = [0, 0], [graph.Targets[1]!] = [2],
        };
        Interpreter run = new(1, leaf => new Tensor([.. leaf.Shape.Select(d => (int)d.Evaluate(_ => 1))], values[leaf]));
        Assert.Equal(5 + (0.5 * Math.Log(3)), run.Evaluate(graph.Loss).Values[0], 1e-12);
        Assert.Equal([1, 3], run.Evaluate(graph.OutputGradients[0]!).Values);
        Assert.Equal([0.5 / 3, 0.5 / 3, -1 / 3.0], run.Evaluate(graph.OutputGradients[1]!).Values.Select(v => Math.Round(v, 12)), Near);
        Assert.Null(graph.OutputGradients[2]);
        Assert.Equal([ElementType.Float32, ElementType.Int32], graph.Targets.Select(t => t!.Element)); // a loss of numbers takes no labels
    }

    [Fact]
    public void A_model_without_a_loss_that_takes_labels_has_no_loss_on_labels()
    {
        ModelGraph model = OneLossModel.Model([2]);
        Assert.Null(BuildLoss.Run(OneLossModel.Losses(model, "Kind = Loss.Huber"), model, labels: true));
    }

    [Theory]
    [InlineData("Kind = Loss.SoftmaxCrossEntropy", 0.25, 0.75)]
    [InlineData("Kind = Loss.KullbackLeibler", 0.25, 0.75)]
    [InlineData("Kind = Loss.SigmoidCrossEntropy", 0.5, 0.75)]
    [InlineData("Kind = Loss.Focal", 0.5, 0.75)]
    public void Probabilities_are_those_the_loss_implies(string arguments, double first, double second)
    {
        ModelGraph model = OneLossModel.Model([2]);
        ProbabilityGraph graph = BuildLoss.Probabilities(OneLossModel.Losses(model, arguments), model)!;
        Interpreter run = new(1, _ => new Tensor([1, 2], [0, Math.Log(3)]));
        Assert.Equal([first, second], run.Evaluate(graph.Probabilities[0]).Values, Near);
    }

    [Theory]
    [InlineData("Kind = Loss.MeanSquaredError")]
    [InlineData("Kind = Loss.CategoricalCrossEntropy")]
    [InlineData("Kind = Loss.Focal, FromLogits = false")]
    public void A_loss_on_probabilities_implies_none(string arguments)
    {
        ModelGraph model = OneLossModel.Model([2]);
        Assert.Null(BuildLoss.Probabilities(OneLossModel.Losses(model, arguments), model));
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-11;

    private static Problem Problem(ModelGraph model, string arguments) =>
        Assert.Single(FindLosses.Run(OneLossModel.Spec(arguments), model).Problems);
}
