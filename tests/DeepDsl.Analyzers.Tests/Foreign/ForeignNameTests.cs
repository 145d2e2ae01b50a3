using DeepDsl.Analyzers.Foreign;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests.Foreign;

public sealed class ForeignNameTests
{
    [Theory]
    [InlineData("Conv2d(1, 32, 3)", "Conv2D(32, Kernel = 3)", "Conv2d is the name in PyTorch for Conv2D. Write [Conv2D(32, Kernel = 3)]. Without in_channels: what it reads is inferred.")]
    [InlineData("Conv2d(32, 3, padding: 1)", "Conv2D(32, Kernel = 3, Pad = 1)", "Conv2d is the name in PyTorch for Conv2D. Write [Conv2D(32, Kernel = 3, Pad = 1)].")]
    [InlineData("Conv2d(32, kernel_size: 3, padding: \"same\")", "Conv2D(32, Kernel = 3, Padding = Padding.Same)",
        "Conv2d is the name in PyTorch for Conv2D. Write [Conv2D(32, Kernel = 3, Padding = Padding.Same)].")]
    [InlineData("Linear(in_features: 784, out_features: 128)", "Dense(128)",
        "Linear is the name in PyTorch for Dense. Write [Dense(128)]. Without in_features: what it reads is inferred.")]
    [InlineData("MaxPooling2D(pool_size = 2, strides = 1)", "MaxPool2D(Kernel = 2, Stride = 1)",
        "MaxPooling2D is the name in Keras for MaxPool2D. Write [MaxPool2D(Kernel = 2, Stride = 1)].")]
    [InlineData("BatchNormalization(momentum: 0.99)", "BatchNorm(Momentum = 1 - 0.99)",
        "BatchNormalization is the name in Keras for BatchNorm. Write [BatchNorm(Momentum = 1 - 0.99)].")]
    [InlineData("Dropout2d(p: 0.3)", "SpatialDropout2D(0.3)", "Dropout2d is the name in PyTorch for SpatialDropout2D. Write [SpatialDropout2D(0.3)].")]
    [InlineData("Relu", "ReLU", "Relu is written ReLU here. Write [ReLU].")]
    [InlineData("dense(3)", "Dense(3)", "dense is written Dense here. Write [Dense(3)].")]
    public async Task DD1038_layer_of_another_library(string foreign, string ours, string message)
    {
        string Model(string layer) => $"[Model, Input(28, 28, 1), {layer}] partial class Net;\n";
        string name = foreign.Split('(')[0];
        Triggers("DD1038", Model($"[|{name}|]{foreign[name.Length..]}"), message);
        (string title, _) = (await FixTest.ApplyFirst("using DeepDsl;\n" + Model(foreign), Found(Model(foreign))))!.Value;
        Assert.Equal($"Write [{ours}]", title);
    }

    [Theory]
    [InlineData("CrossEntropyLoss", "Loss(Loss.SoftmaxCrossEntropy)")]
    [InlineData("BCEWithLogitsLoss", "Loss(Loss.SigmoidCrossEntropy)")]
    [InlineData("Adam(lr: 0.01)", "Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)")]
    [InlineData("Compile(optimizer: \"sgd\")", "Train(Optimizer = Optimizer.SGD)")]
    public async Task DD1038_loss_and_optimizer(string foreign, string ours)
    {
        string source = $"[Model, Input(4), Dense(2), Loss(Loss.MeanSquaredError), {foreign}] partial class Net;\n";
        Assert.Equal($"Write [{ours}]", (await FixTest.ApplyFirst("using DeepDsl;\n" + source, Found(source)))!.Value.Title);
    }

    [Fact]
    public void DD1038_of_another_package_names_it()
    {
        string message = Message("DD1038", "[Model, Input(8, 4), [|TransformerEncoderLayer|](d_model: 4, nhead: 2)] partial class Net;");
        Assert.Equal("TransformerEncoderLayer is the name in PyTorch for TransformerEncoder, which the package DeepDsl.Models has.", message);
    }

    [Fact]
    public void DD1038_C_sharp_has_nothing_to_say_beside_it_and_other_models_are_judged()
    {
        CSharpCompilation compilation = Sources.Compile("""
            using DeepDsl;
            [Model, Input(28, 28, 1), Conv2d(8, kernel_size: 3), Flatten, Linear(10), Loss(Loss.SoftmaxCrossEntropy)]
            public partial class A;
            [Block, Linear(Units, bias = false)]
            public partial class B { [Parameter] const int Units = 3; }
            [Model, Input(28, 28, 1), Conv2D(8, Kernel = 3), ReLU, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
            public partial class C
            {
                static float Use(A net, float[] x, int[] y) => net.TrainStep(x, y) + net.Predict(x)[0] + new A(seed: 1).Dense(x);
            }
            static class Own { public static float Dense(this A net, float[] x) => x[0]; }
            """);
        Assert.Empty(Generated(compilation).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.Equal(["DD1038", "DD1038", "DD1038", "DD2001"], Diagnostics(compilation).Select(d => d.Id));
    }

    [Theory]
    [InlineData("public sealed class LinearAttribute(int units) : System.Attribute;", "Linear(3)")]
    [InlineData("[Block, Dense(Units), ReLU] public partial class Linear { [Parameter] const int Units = 3; }", "Linear(Units = 2)")]
    public void DD1038_own_attribute_or_block_DoesNotTrigger(string own, string use) =>
        DoesNotTrigger($"{own}\n[Model, Input(3), {use}, Dense(2)] partial class Net;");

    [Theory]
    [InlineData("LSTM(4, [|return_sequences|]: true)", "LSTM has no argument return_sequences, which is called Return here. Write [LSTM(4, Return = Return.Sequence)].")]
    [InlineData("LSTM(4, Dropout = 0.1, [|batch_first|] = true)", "LSTM has no argument batch_first. Write [LSTM(4, Dropout = 0.1)]. Without batch_first: what it reads is inferred.")]
    [InlineData("Dense(10, [|activation|]: \"relu\")", "Dense has no argument activation, which is called Activation here. Write [Dense(10, Activation = Activation.ReLU)].")]
    [InlineData("Dense(10, Activation = [|\"leaky_relu\"|])", "\"leaky_relu\" is written Activation.LeakyReLU here. Write [Dense(10, Activation = Activation.LeakyReLU)].")]
    [InlineData("Dense(10, Activation = [|Activation.Relu|])", "Activation.Relu is written Activation.ReLU here. Write [Dense(10, Activation = Activation.ReLU)].")]
    [InlineData("Dense([|units|] = 10)", "Dense has no argument units, which is called Units here. Write [Dense(10)].")]
    [InlineData("Dense(784, [|128|])", "Dense takes its units alone, and what it reads is inferred. Write [Dense(128)].")]
    [InlineData("Dense(784, [|2 * 64|])", "Dense takes its units alone, and what it reads is inferred. Write [Dense(2 * 64)].")]
    [InlineData("Dense(10, [|Activation.ReLU|])", "Dense takes Units by place and all else by name. Write [Dense(10, Activation = Activation.ReLU)].")]
    [InlineData("Dense(10, [|\"relu\"|])", "Dense takes Units by place and all else by name. Write [Dense(10, Activation = Activation.ReLU)].")]
    [InlineData("Dense(3), LeakyReLU([|0.2|])", "LeakyReLU takes nothing by place and all else by name. Write [LeakyReLU(Slope = 0.2)].")]
    [InlineData("MaxPool1D(5, [|5|])", "MaxPool1D takes Kernel by place and all else by name. Write [MaxPool1D(Kernel = 5, Stride = 5)].")]
    public void DD1039_argument_of_another_library_Triggers(string layer, string message) =>
        Assert.Equal(message, Message("DD1039", $"[Model, Input(5, 4), {layer}] partial class Net;"));

    [Theory]
    [InlineData("Train(Optimizer = [|\"adam\"|])", "\"adam\" is written Optimizer.Adam here. Write [Train(Optimizer = Optimizer.Adam)].")]
    [InlineData("Train([|\"adam\"|])", "Train takes nothing by place and all else by name. Write [Train(Optimizer = Optimizer.Adam)].")]
    [InlineData("Train([|Optimizer.Lion|], LearningRate = 1e-4)",
        "Train takes nothing by place and all else by name. Write [Train(Optimizer = Optimizer.Lion, LearningRate = 1e-4)].")]
    [InlineData("Loss([|\"mse\"|])", "\"mse\" is written Loss.MeanSquaredError here. Write [Loss(Loss.MeanSquaredError)].")]
    [InlineData("Train([|lr|] = 0.1)", "Train has no argument lr, which is called LearningRate here. Write [Train(LearningRate = 0.1)].")]
    [InlineData("Loss([|Loss.MSE|])", "Loss.MSE is written Loss.MeanSquaredError here. Write [Loss(Loss.MeanSquaredError)].")]
    public void DD1039_setting_of_another_library_Triggers(string setting, string message) =>
        Assert.Equal(message, Message("DD1039", $"[Model, Input(4), Dense(3), {setting}] partial class Net;"));

    [Theory]
    [InlineData("Dense(10, Activation = [|\"relu\"|]), Dense(3)")]
    [InlineData("Dense(10, [|\"relu\"|]), Dense(3)")]
    [InlineData("Conv1D(8, Kernel = 3, Padding = [|\"same\"|], Activation = \"relu\"), Flatten, Dense(3)")]
    [InlineData("Flatten, Dense(1, Activation = [|\"sigmoid\"|]), Loss(Loss.BinaryCrossEntropy)")]
    [InlineData("Dense(3), Loss([|\"mse\"|])")]
    [InlineData("Dense(3), Loss([|\"CrossEntropyLoss\"|]), Train(Optimizer = [|\"adam\"|])")]
    [InlineData("Dense(3), Loss(Loss.MeanSquaredError), Train([|\"adam\"|])")]
    public void DD1039_and_nothing_beside_it(string layers)
    {
        Marked marked = new($"using DeepDsl; [Model, Input(5, 4), {layers}] partial class Net;");
        Assert.Equal(marked.Spans.Select(s => ("DD1039", s)),
            Diagnostics(Sources.Compile(marked.Text)).Select(d => (d.Id, d.Location.SourceSpan)));
    }

    [Theory]
    [InlineData("Dense(units: 10, Activation = Activation.ReLU, Bias = false)")]
    [InlineData("Conv1D(8, kernel: 3, Padding = Padding.Same)")]
    [InlineData("LSTM(units: 4, Return = Return.Last)")]
    [InlineData("Dense(10, frobnicate: 3)")]
    [InlineData("Conv1D(8, Kernel = 3, Padding = 0)")]
    [InlineData("Dense(10), Loss(\"Own\")", "static float Own(float p, float t) => p - t;")]
    [InlineData("Dense(10), Loss(\"mse\")", "static float mse(float p, float t) => p - t;")]
    [InlineData("Dense(10, Activation = Padding.Full)")]
    public void DD1039_our_own_arguments_DoesNotTrigger(string layer, string members = "") => Assert.DoesNotContain(
        Diagnostics(Sources.Compile($"using DeepDsl; [Model, Input(5, 4), {layer}] partial class Net {{ {members} }}")), d => d.Id is "DD1038" or "DD1039");

    [Theory]
    [InlineData("Conv1D(8, [|Kernal|] = 3)", "Conv1D has no argument Kernal. Did you mean Kernel?", "Conv1D(8, Kernel = 3)")]
    [InlineData("Wide([|Unit|] = 3)", "Wide has no argument Unit. Did you mean Units?", "Wide(Units = 3)")]
    [InlineData("Wide([|Depth|] = 3)", "Wide has no argument Depth; it has Units, Repeat, ", "")]
    public void DD1035_argument_that_there_is_not_Triggers(string layer, string message, string ours)
    {
        const string Block = "[Block, Dense(Units), ReLU] public partial class Wide { [Parameter] const int Units = 4; }\n";
        string source = Block + $"[Model, Input(5, 4), {layer}, Dense(2)] partial class Net;";
        Diagnostic found = Found(new Marked(source).Text);
        Assert.Equal("DD1035", found.Id);
        Assert.StartsWith(message, found.GetMessage(), StringComparison.Ordinal);
        Assert.Equal(ours, found.Properties["Suggestion"]);
    }

    /// <summary>What belongs to every use of a block is no parameter of its.</summary>
    [Fact]
    public void DD1035_arguments_of_all_uses_DoesNotTrigger() => DoesNotTrigger(
        "[Block, Dense(4), ReLU] public partial class Wide;\n[Model, Input(5, 4), Wide(Name = \"a\", Repeat = 2, PerStep = true), Dense(2)] partial class Net;");

    [Theory]
    [InlineData("[[|Model|], Input(4), Dense(3)]\npublic partial class Net;", "[Model] and [Input] of Net are attributes of DeepDsl, whose names this file does not use. Write using DeepDsl; at its top.")]
    [InlineData("[[|Block|], Dense(3)]\npublic partial class Net;\n[Model, Input(4), Net] public partial class Other;",
        "[Block] and [Dense] of Net are attributes of DeepDsl, whose names this file does not use. Write using DeepDsl; at its top.")]
    public void DD1036_missing_using_Triggers(string source, string message)
    {
        Marked marked = new(source);
        Diagnostic found = Assert.Single(Diagnostics(Sources.Compile(marked.Text)));
        Assert.Equal(("DD1036", message, marked.Spans[0]), (found.Id, found.GetMessage(), found.Location.SourceSpan));
    }

    [Theory]
    [InlineData("[DeepDsl.Model, DeepDsl.Input(4), DeepDsl.Dense(3)] public partial class Net;")]
    [InlineData("using Own; [Model, Dense] public class Net; namespace Own { class ModelAttribute : System.Attribute; class DenseAttribute : System.Attribute; }")]
    [InlineData("[Model] public class Net;")]
    public void DD1036_names_that_are_known_or_of_others_DoesNotTrigger(string source) => Assert.Empty(Diagnostics(Sources.Compile(source)));

    [Theory]
    [InlineData("class Net : [|nn.Module|] { }", "Net derives from nn.Module, which there is not here: a model is a class with [Model], and its layers are "
        + "attributes on it. Remove : nn.Module.")]
    [InlineData("class Net { [|Linear|] fc1; Linear fc2; }", "Linear stands in a member of Net: here layers are attributes on the class, in the order in which "
        + "data passes them. Write [Dense] above it, and no code that calls one layer after another.")]
    [InlineData("class Net { [[|Dense|](10)] float[] fc1; }", "Dense stands on a member of Net: here layers are attributes on the class, in the order in which "
        + "data passes them. Write [Dense] above it, and no code that calls one layer after another.")]
    public void DD1037_class_of_another_library_Triggers(string type, string message)
    {
        Marked marked = new($"using DeepDsl; [Model, Input(4), Dense(3)] partial {type}");
        Diagnostic found = Diagnostics(Sources.Compile(marked.Text)).First();
        Assert.Equal(("DD1037", message, marked.Spans[0]), (found.Id, found.GetMessage(), found.Location.SourceSpan));
    }

    [Theory]
    [InlineData("class Net : Network { }")]
    [InlineData("class Net { readonly System.Collections.Generic.List<float> losses = []; Padding Sides { get; set; } }")]
    [InlineData("class Net { Linear own; } class Linear { }")]
    [InlineData("class Net { [Own.Map] float Scale { get; set; } } namespace Own { class MapAttribute : System.Attribute; }")]
    public void DD1037_members_of_other_types_DoesNotTrigger(string type) => DoesNotTrigger($"[Model, Input(4), Dense(3)] partial {type}");

    [Fact]
    public void Nothing_is_found_again_after_an_edit_elsewhere()
    {
        CSharpCompilation compilation = Sources.Compile("using DeepDsl; [Model, Input(5), Linear(3), Dense(3, activation: \"relu\")] partial class Net;");
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ForeignNameGenerator().AsSourceGenerator()], parseOptions: Sources.Language,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGenerators(compilation);
        Assert.Equal(2, driver.GetRunResult().Diagnostics.Length);
        GeneratorRunResult again = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Elsewhere;", Sources.Language)))
            .GetRunResult().Results[0];
        Assert.All(again.TrackedSteps[ForeignNameGenerator.TrackingName].SelectMany(s => s.Outputs),
            o => Assert.Contains(o.Reason, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged }));
        Assert.All(again.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs), o => Assert.Equal(IncrementalStepRunReason.Cached, o.Reason));
    }

    private static Diagnostic Found(string source) => Diagnostics(Sources.Compile("using DeepDsl;\n" + source)).First();
}
