using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

/// <summary>What fits, groups of parameters and pairs of models are given.</summary>
public sealed class FitRuleTests
{
    private const string Net = "[Model, Input(8), Dense(16, Activation = Activation.ReLU, Name = \"trunk\"), BatchNorm, Dense(3), "
        + "Loss(Loss.SoftmaxCrossEntropy)] "
        + "public partial class Net;\n";

    private static string Use(string statements, string models = Net) =>
        models + "static class User { static void Use(Net net, Dataset data, Dataset held, FitOptions options, "
        + $"string text, int count) {{ {statements} }} }}\n";

    [Fact]
    public void DD7014_NoSuchGroup_Triggers() => Triggers("DD7014", Use("net.Group([|\"encoder.*\"|]).Freeze();"),
        "No parameter of Net matches \"encoder.*\"; there are \"trunk.weight\", \"trunk.bias\", \"batchNorm1.weight\", \"batchNorm1.bias\", "
            + "\"dense1.weight\", \"dense1.bias\".");

    [Theory]
    [InlineData("net.Group([|\"trunc.*\"|]).Freeze();", "trunk.*")]
    [InlineData("net.Fit(data, new FitOptions { Callbacks = [new GradualUnfreezing([\"trunk.*\", [|\"dens1.*\"|]])] });", "dense1.*")]
    public void DD7014_pattern_near_a_layer_names_it(string statement, string meant) =>
        Assert.EndsWith($"did you mean \"{meant}\"?", Message("DD7014", Use(statement)), StringComparison.Ordinal);

    [Theory]
    [InlineData("net.Group(\"*.bias\").Freeze(); net.Group(\"trunk.weigh?\").LearningRate(0.1); net.Group(\"batchNorm1.running_*\").Freeze(); net.Group(text).Freeze();")]
    [InlineData("net.Fit(data, new FitOptions { Callbacks = [new GradualUnfreezing([\"trunk.*\"]), new GradualUnfreezing([text])] });")]
    public void DD7014_patterns_that_match_or_are_not_known_DoesNotTrigger(string statements) => CompilesAndDoesNotTrigger(Use(statements));

    private static string Game(string maker, string judge) =>
        $"[Model, {maker}] public partial class Maker;\n[Model, {judge}] public partial class Judge;\n"
        + "static class User { static GanTrainer One() => [|new GanTrainer(new Maker(), new Judge())|]; }\n";

    private const string Noise = "Input(16), Dense(32, Activation = Activation.ReLU)";

    private const string Answer = "Dense(32, Activation = Activation.LeakyReLU), Dense(1), Loss(Loss.SigmoidCrossEntropy)";

    [Theory]
    [InlineData($"{Noise}, Dense(63)", $"Input(64), {Answer}", "Maker gives [63], but Judge judges [64]; let the generator end in [64].")]
    [InlineData($"{Noise}, Dense(64)", "Input(64), Dense(32, Activation = Activation.ReLU), Dense(1)",
        "Judge has no loss; a discriminator has one whose target is one number a sample, such as [Loss(Loss.SigmoidCrossEntropy)] behind "
            + "Dense(1).")]
    [InlineData($"{Noise}, Dense(64)", "Input(64), Dense(32, Activation = Activation.ReLU), Dense(2), Loss(Loss.SoftmaxCrossEntropy)",
        "Judge has no loss on one number; a discriminator has one whose target is one number a sample, such as "
            + "[Loss(Loss.SigmoidCrossEntropy)] behind Dense(1).")]
    [InlineData("Input(3, Name = \"kind\"), Input(16, Name = \"noise\"), Concat(\"kind\"), Dense(64)", $"Input(64), {Answer}",
        "Maker has the inputs \"kind\", \"noise\", but each side of a GanTrainer takes one input of floats; train such a pair by TrainStep.")]
    public void DD7015_NoSuchGame_Triggers(string maker, string judge, string message) => Triggers("DD7015", Game(maker, judge), message);

    [Fact]
    public void DD7015_a_game_DoesNotTrigger() =>
        CompilesAndDoesNotTrigger(new Marked(Game($"{Noise}, Dense(64, Activation = Activation.Tanh)",
            $"Input(8, 8, 1), Flatten, {Answer}")).Text
            .Replace("One() => new GanTrainer(", "One() => new(", StringComparison.Ordinal)
            + "class GanTrainers { object Two(Maker a, Maker b) => new Other(a, b); }\n"
            + "class Other(Maker a, Maker b) { Maker A => a; Maker B => b; }\n");

    [Theory]
    [InlineData("net.Fit(data, new FitOptions { Epochs = [|0|] });", "Epochs is 0, which every fit refuses; make it at least 1.")]
    [InlineData("net.Fit(data, new() { ValidationFraction = [|1.5|] });", "ValidationFraction is 1.5, which every fit refuses; make it from 0 to below 1.")]
    [InlineData("net.Fit(data, new FitOptions { Validation = held, ValidationFraction = [|0.1|] });",
        "Validation says what the fit is validated on, and ValidationFraction draws samples for it; keep one of them.")]
    [InlineData("net.Fit(data, new FitOptions { Callbacks = [new EarlyStopping { Monitor = [|\"val_loss\"|] }] });",
        "\"val_loss\" is measured on samples that are held out, and this fit has none; set ValidationFraction = 0.1, or Validation to "
            + "samples kept apart.")]
    public void DD7016_RefusedFit_Triggers(string statement, string message) => Triggers("DD7016", Use(statement), message);

    [Theory]
    [InlineData("net.Fit(data, new FitOptions { Epochs = count, BatchSize = 0, ValidationFraction = 0.1, Callbacks = [new EarlyStopping { Monitor = \"val_loss\" }] });")]
    [InlineData("net.Fit(data, options with { Epochs = 3 }); net.Fit(data, new FitOptions { Callbacks = [new EarlyStopping { Monitor = \"loss\" }, new EarlyStopping()] });")]
    [InlineData("net.Fit(data, new FitOptions { Validation = held, ValidationFraction = 0, Callbacks = [new EarlyStopping { Monitor = \"val_accuracy\" }] });")]
    [InlineData("net.Fit(data, new FitOptions { Metrics = [new Accuracy()], Callbacks = [new EarlyStopping { Monitor = \"val_own\" }] });")]
    public void DD7016_options_of_a_fit_DoesNotTrigger(string statements) => CompilesAndDoesNotTrigger(Use(statements));

    /// <summary>A user's own members and types of the same names are theirs.</summary>
    [Fact]
    public void Own_members_and_types_DoesNotTrigger() => CompilesAndDoesNotTrigger("""
        [Model, Input(8), Dense(16), ReLU, Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
        public partial class Net
        {
            public float Predict(double[] x) => (float)x[0];
            public float TrainStep(byte[] pixels, int label) => pixels[label];
            public void Fit(float[] x, int[] y) => Predict(new double[x.Length + y.Length]);
        }

        public static class Extensions
        {
            public static float TrainStep(this Net net, string file) => file.Length;
            public static void Fit(this Net net, Dataset data, int epochs, FitOptions options) =>
                net.Fit(data, options with { Epochs = epochs });
            public static string Group(this Net net, string pattern, int count) => pattern + count;
            public static float Evaluate(this Net net, int[] rows) => rows[0];
        }

        public sealed class Trainer
        {
            public void Fit(Dataset data, FitOptions options) => Group("none.*");
            public float TrainStep(float[] x, int[] y) => x[y[0]];
            public void Group(string pattern) => TrainStep(new float[1], new[] { 9 });
        }

        public static class User
        {
            public static void Use(Net net, Dataset data, Trainer other)
            {
                net.Predict(new double[3]);
                net.TrainStep(new byte[2], 9);
                net.TrainStep("digits");
                net.Fit(new float[3], new[] { 9 });
                net.Fit(data, 0, new FitOptions { Epochs = 0 });
                net.Group("none.*", 3);
                net.Evaluate(new[] { 9 });
                other.Fit(data, new FitOptions { Epochs = 0, Validation = data });
                other.TrainStep(new float[2], new[] { 9 });
                other.Group("none.*");
            }
        }
        """);

    /// <summary>Attributes that are called like layers, in a namespace of the user's, mean whatever they mean there.</summary>
    [Fact]
    public void Own_attributes_DoesNotTrigger() => Assert.Empty(DiagnosticsAndErrors(Sources.Compile("""
        namespace Mine
        {
            using DeepDsl;

            public sealed class DenseAttribute(int units)
                : System.Attribute { public int Units => units; public string Activation { get; set; } = ""; }
            public sealed class LossAttribute(string text) : System.Attribute { public string Text => text; }

            [Dense(0, Activation = "relu"), Loss("mse")]
            public class Plain;

            [Model, Input(4), DeepDsl.Dense(16), ReLU, DeepDsl.Dense(3), Dense(0, Activation = "relu"),
                DeepDsl.Loss(DeepDsl.Loss.SoftmaxCrossEntropy), Loss("mse")]
            public partial class Net;
        }
        """)).Select(d => d.ToString()));
}
