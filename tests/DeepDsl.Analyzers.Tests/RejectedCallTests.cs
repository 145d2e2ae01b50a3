using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

/// <summary>Calls that C# rejects, or would reject were it not for a rule with better words.</summary>
public sealed class RejectedCallTests
{
    private const string Net = "enum Fruit { Apple, Pear, Plum } enum Colour { Red, Green, Blue }\n"
        + "[Model, Input(3, 2), Flatten, Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Fruit))] partial class Net;\n";

    private static string Call(string statements, string model = Net) =>
        "using System.Collections.Generic;\n" + model + "static class User { static void Use(Net net, float[] x, Colour[] colours, byte[] bytes, double[] doubles, "
        + $"float[][] rows, float[,] grid, List<float> list, List<int> ints, List<Fruit> fruits) {{ {statements} }} }}\n";

    [Theory]
    [InlineData("net.TrainStep(x, [|[Colour.Red]|]);", "[Colour.Red] has members of Colour, but the classes in Net.TrainStep are those of [Labels(typeof(Fruit))]. Pass members of Fruit.")]
    [InlineData("net.TrainStep(x, [|colours|], [1f]);", "colours has members of Colour, but the classes in Net.TrainStep are those of [Labels(typeof(Fruit))]. Pass members of Fruit.")]
    [InlineData("net.EvaluateLoss(x, [|colours|]);", "colours has members of Colour, but the classes in Net.EvaluateLoss are those of [Labels(typeof(Fruit))]. Pass members of Fruit.")]
    [InlineData("net.Fit(x, [|colours|]);", "colours has members of Colour, but the classes in Net.Fit are those of [Labels(typeof(Fruit))]. Pass members of Fruit.")]
    [InlineData("net.Fit(x, [|[Colour.Red]|], new FitOptions());", "[Colour.Red] has members of Colour, but the classes in Net.Fit are those of [Labels(typeof(Fruit))]. Pass members of Fruit.")]
    [InlineData("net.Evaluate(x, [|colours|]);", "colours has members of Colour, but the classes in Net.Evaluate are those of [Labels(typeof(Fruit))]. Pass members of Fruit.")]
    [InlineData("net.TrainStep(x, [|fruits|]);", "Net.TrainStep takes Fruits one after another in an array or a span. Call ToArray().")]
    public void DD7008_labels_of_another_enum_Triggers(string call, string message)
    {
        Triggers("DD7008", Call(call), message);
        Assert.Empty(Generated(Sources.Compile("using DeepDsl;\n" + new Marked(Call(call)).Text)).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("Dense(3), Loss(Loss.SoftmaxCrossEntropy)",
        "Net.Fit takes classes as ints, since the model names no enum of them. Add [Labels(typeof(Colour))] to Net, or pass ints.")]
    [InlineData("Dense(3), Loss(Loss.MeanSquaredError)",
        "Net.Fit takes targets as floats, but colours has members of Colour. Pass the numbers that the model is to give.")]
    public void DD7008_of_a_model_without_labels_Triggers(string layers, string message) =>
        Triggers("DD7008", Call("net.Fit(x, [|colours|]);", "enum Fruit { Apple } enum Colour { Red, Green, Blue }\n" + $"[Model, Input(3), {layers}] partial class Net;\n"), message);

    [Fact]
    public void DD7008_labels_of_the_enum_or_ints_DoesNotTrigger() => CompilesAndDoesNotTrigger(Call(
        "net.TrainStep(x, [Fruit.Apple]); net.TrainStep(x, [1]); net.TrainStep(x, fruits.ToArray()); net.Fit(x, [Fruit.Plum]); net.Fit(x, [2]); net.Evaluate(x, fruits.ToArray()); "
        + "net.Evaluate(x, ints.ToArray());"));

    [Theory]
    [InlineData("net.Predict([|bytes|]);", "Net.Predict takes values as float[] or a span, each sample [3, 2], 6 floats, but bytes is byte[]. Pass Array.ConvertAll(bytes, v => v / 255f).")]
    [InlineData("net.TrainStep([|doubles|], [1]);",
        "Net.TrainStep takes values as float[] or a span, each sample [3, 2], 6 floats, but doubles is double[]. Pass Array.ConvertAll(doubles, v => (float)v).")]
    [InlineData("net.TrainStep([|rows|], [1]);",
        "Net.TrainStep takes values as float[] or a span, each sample [3, 2], 6 floats, but rows is float[][]. Pass rows.SelectMany(row => row).ToArray().")]
    [InlineData("net.PredictBatch([|grid|]);",
        "Net.PredictBatch takes values as float[] or a span, each sample [3, 2], 6 floats, but grid is float[,]. Pass grid.Cast<float>().ToArray().")]
    [InlineData("net.PredictLabel([|list|]);",
        "Net.PredictLabel takes values as float[] or a span, each sample [3, 2], 6 floats, but list is List<float>. Pass list.ToArray().")]
    [InlineData("net.Fit(x, [|bytes|]);", "Net.Fit takes labels as int[] or a span, one for each sample, but bytes is byte[]. Pass Array.ConvertAll(bytes, v => (int)v).")]
    [InlineData("net.Fit(x, [|ints|]);", "Net.Fit takes labels as int[] or a span, one for each sample, but ints is List<int>. Pass ints.ToArray().")]
    [InlineData("net.TrainStep(x, [|2|]);", "Net.TrainStep takes labels as int[] or a span, one for each sample, but 2 is int. Pass [2].")]
    public void DD7009_values_of_another_type_Triggers(string call, string message) => Triggers("DD7009", Call(call), message);

    [Fact]
    public void DD7009_what_the_model_takes_DoesNotTrigger() => CompilesAndDoesNotTrigger(Call(
        "net.Predict(x); net.Predict(x, new float[3]); net.TrainStep(x, new float[3]); net.Fit(x, new[] { 1, 2 }); net.Fit(Dataset.FromArrays(rows, [1]));"));

    [Theory]
    [InlineData("net.[|Compile|]();", "Net has no Compile. What Keras' compile says stands in the declaration: [Loss(...)] and [Train(Optimizer = ...)].")]
    [InlineData("net.[|fit|](x, [1]);", "Net has no fit. It is called Fit.")]
    [InlineData("net.[|Train|](x, [1]);", "Net has no Train. Fit trains on all of the data, TrainStep on one batch.")]
    [InlineData("net.[|Fit|](x, [1], epochs: 10);", "Net.Fit takes epochs among its options. Write new FitOptions { Epochs = 10 }.")]
    public void DD7010_members_of_other_libraries_Triggers(string call, string message) => Triggers("DD7010", Call(call), message);

    [Fact]
    public void DD7010_training_without_a_loss_Triggers() => Triggers("DD7010",
        Call("net.[|TrainStep|](x, x);", "enum Fruit { Apple } enum Colour { Red }\n[Model, Input(2), Dense(1)] partial class Net;\n"),
        "Net has no TrainStep, since nothing says what it is to minimise. Add [Loss(...)] to its declaration.");

    [Fact]
    public void DD7010_members_that_there_are_or_that_C_sharp_explains_DoesNotTrigger()
    {
        CompilesAndDoesNotTrigger(Call("net.Fit(x, [1]); _ = Net.Summary; net.ToString();"));
        DoesNotTrigger(Call("net.Nothing(); net.Fit(x, [1], nothing: 3); \"\".Compile();"));
    }

    [Theory]
    [InlineData("[Input(2), Dense(3)] partial class [|Net|];")]
    [InlineData("[Train(BatchSize = 4), Dense(3)] partial class [|Net|] { }\npartial class Net { }")]
    public void DD1040_layers_without_a_model_Triggers(string source) => Triggers("DD1040", source,
        "Net has layers and is no model, so nothing is generated for it. Write [Model] above them, or [Block] if other models use it.");

    [Theory]
    [InlineData("[Model, Input(2), Dense(3)] partial class Net;")]
    [InlineData("[Block, Dense(3)] partial class B;")]
    [InlineData("[System.Obsolete] class C;\npublic sealed class MineAttribute : LayerAttribute;")]
    public void DD1040_models_blocks_and_other_classes_DoesNotTrigger(string source) => DoesNotTrigger(source);
}
