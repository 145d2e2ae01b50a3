using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

/// <summary>What models declare for searches.</summary>
public sealed class TuningRuleTests
{
    [Fact]
    public void Constants_settings_and_rates_that_vary_DoesNotTrigger() => DoesNotTrigger("""
        [Model, Input(6, 6, 1), Conv2D(Filters, Kernel = Size, Activation = Function), Dropout(0.2), Hidden(Width = 2 * Filters, When = Deep)]
        [Flatten, Dropout(0.3, Name = "last"), Dense(2), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Mood)), Train(LearningRate = 1e-3)]
        [Tune(nameof(TrainAttribute.LearningRate), Low = 1e-4, High = 1e-1, Log = true), Tune("BatchSize", Low = 8, High = 64)]
        [Tune("dropout1", Low = 0, High = 0.5), Tune("last.rate", Low = 0.1, High = 0.9)]
        partial class Net
        {
            const int Half = Filters / 2;
            [Tune(2, 4)] const int Filters = 4;
            [Tune(1, 3)] const int Size = 3;
            [Tune(Activation.ReLU, Activation.GELU)] const Activation Function = Activation.ReLU;
            [Tune(true, false)] const bool Deep = true;
        }
        enum Mood { Good, Bad }
        [Block, Conv2D(Width, Kernel = 1, Activation = Activation.ReLU)] public partial class Hidden { [Parameter] const int Width = 1; }
        """);

    [Theory]
    [InlineData("[|\"Rate\"|], Low = 0.1, High = 0.2", "Tune varies \"Rate\", which is neither a number of [Train] nor a rate of a layer; there are "
        + "LearningRate, BatchSize, ClipNorm, ClipValue, ClipNormPerParameter, GradientNoise, GradientNoiseDecay, WeightDecay, Momentum, Beta1, "
        + "Beta2, Epsilon, Rho, dropout1.rate, dropout2.rate.")]
    [InlineData("[|\"dropout2\"|], Low = 0.1, High = 0.2",
        "Tune varies dropout2.rate, which is declared as 0, for which no code is made; declare it above 0.")]
    public void DD1031_unknown_setting_Triggers(string tune, string message) => Triggers("DD1031",
        $"[Model, Input(64), Dropout(0.5), Dropout(0), Dense(2), Tune({tune})] partial class Net;", message);

    [Fact]
    public void DD1031_setting_twice_Triggers() => Triggers("DD1031",
        "[Model, Input(2), Dense(2), Tune(\"Rho\", Low = 0, High = 0.5), Tune([|\"Rho\"|], Low = 0, High = 0.6)] partial class Net;",
        "Tune varies Rho a second time; keep one.");

    [Fact]
    public void DD1031_values_on_a_class_Triggers() => Triggers("DD1031",
        "[Model, Input(2), Dense(2), [|Tune(1, 2)|]] partial class Net;",
        "Tune has values but stands on the class; put it on the constant that has them, or name a setting.");

    [Fact]
    public void DD1031_no_constant_Triggers() => Triggers("DD1031",
        "[Model, Input(2), Dense(2)] partial class Net { [[|Tune(1, 2)|]] static readonly int Width = 2; }",
        "Tune varies Width, which must be a constant of type int, double, bool or an enum: [Tune(16, 32)] const int Width = 16;");

    [Fact]
    public void DD1031_parameter_of_a_block_Triggers() => Triggers("DD1031",
        "[Block, Dense(Units)] public partial class [|Hidden|] { [Parameter, Tune(1, 2)] const int Units = 2; }",
        "Tune stands on parameter Units of Hidden, but a search varies models; tune a constant of the model that uses Hidden, and give it that.");

    [Fact]
    public void DD1004_constant_on_a_second_part_Triggers() => Triggers("DD1004",
        "[Model, Input(2), Dense(Width), Dense(2)] partial class Net; partial class Net { [[|Tune(1, 2)|]] const int Width = 2; }",
        "Tune stands on a second part of Net; move it to the part with [Model].");

    [Theory]
    [InlineData("[|\"LearningRate\"|], High = 0.1", "Tune varies LearningRate without bounds; give it Low and High.")]
    [InlineData("\"LearningRate\", Low = [|0.1|], High = 0.01", "Tune varies LearningRate from 0.1 to 0.01; make Low the lower one.")]
    [InlineData("\"LearningRate\", Low = [|0|], High = 0.1, Log = true",
        "Tune spreads LearningRate over logarithms from Low = 0 on, which has none; begin above 0, or leave Log out.")]
    [InlineData("\"BatchSize\", Low = [|0|], High = 8", "Tune varies BatchSize with Low = 0, but that must be at least 1.")]
    [InlineData("\"BatchSize\", Low = 1, High = [|8.5|]", "Tune varies BatchSize with High = 8.5, but that must be a whole number.")]
    [InlineData("\"Momentum\", Low = 0.5, High = [|1|]", "Tune varies Momentum with High = 1, but that must be from 0 to below 1.")]
    [InlineData("\"dropout1\", Low = 0.5, High = [|1|]", "Tune varies dropout1 with High = 1, but that must be from 0 to below 1.")]
    public void DD1032_bounds_Triggers(string tune, string message) => Triggers("DD1032",
        $"[Model, Input(64), Dropout(0.5), Dense(2), Tune({tune})] partial class Net;", message);

    [Theory]
    [InlineData("1, 1", "Tune gives Width a value twice; leave one out.")]
    [InlineData("1, true", "Tune has to give Width values of its type, Int32; write them out: [Tune(2)].")]
    [InlineData("\"a\"", "Tune has to give Width values of its type, Int32; write them out: [Tune(2)].")]
    public void DD1032_values_Triggers(string values, string message) => Triggers("DD1032",
        $"[Model, Input(2), Dense(Width)] partial class Net {{ [[|Tune({values})|]] const int Width = 2; }}", message);

    [Fact]
    public void DD1033_more_than_16_Triggers() => Triggers("DD1033", """
        [Model, Input(2), Dense(A), Dense(B), Dense(2)]
        partial class Net { [Tune(1, 2, 3, 4, 5)] const int A = 1; [[|Tune(1, 2, 3, 4)|]] const int B = 1; }
        """, "Net would be compiled for 20 combinations of values: A has 5 and B has 4. 16 are the most; leave some out, or search one constant "
        + "after another.");

    [Fact]
    public void DD1034_value_that_fits_nowhere_is_reported_once_at_itself_Triggers() => Triggers("DD1034", """
        [Model, Input(8, 8, 1), Conv2D(Filters, Kernel = Size), ReLU, Flatten, Dense(2)]
        partial class Net { [Tune(2, 4)] const int Filters = 2; [Tune(3, [|9|])] const int Size = 3; }
        """, "Net has no model at Size = 9: Conv2D(2, Kernel = 9) (layer 1) gives (8 - 9 + 0) / 1 + 1 = 0 rows: its window spans 9, but Input "
        + "\"input\" gives [8, 8, 1]. Use Padding = Padding.Same, a kernel of at most 8, or fewer strides and pools above it. Leave that value out, "
        + "or change the layers.");

    [Fact]
    public void DD1034_combination_that_does_not_fit_Triggers() => Triggers("DD1034", """
        [Model, Input(8, 8, 1), Conv2D(4, Kernel = First), ReLU, Conv2D(4, Kernel = Second), ReLU, Flatten, Dense(2)]
        partial class Net { [Tune(3, 5)] const int First = 3; [Tune(3, [|5|])] const int Second = 3; }
        """, "Net has no model at First = 5, Second = 5: Conv2D(4, Kernel = 5) (layer 3) gives (4 - 5 + 0) / 1 + 1 = 0 rows: its window spans 5, but "
        + "ReLU (layer 2) gives [4, 4, 4]. Use Padding = Padding.Same, a kernel of at most 4, or fewer strides and pools above it. "
        + "Leave that value out, or change the layers.");

    [Fact]
    public void DD1034_other_output_Triggers() => Triggers("DD1034",
        "[Model, Input(2), Dense(Width)] partial class Net { [Tune(2, [|3|])] const int Width = 2; }",
        "Net has no model at Width = 3: it gives output [3] there, but output [2] as declared, and all must fit the same data. Leave that value "
        + "out, or change the layers.");

    [Fact]
    public void DD1034_beyond_the_budget_Triggers() => Triggers("DD1034",
        "[Model, Input(2), Dense(Width), ReLU, Dense(2), Budget(InferenceMFlops = 0.01)] partial class Net { [Tune(16, [|4096|])] const int Width = 16; }",
        "Net has no model at Width = 4096: A prediction of Net_Width4096 takes 0.0328 MFlops, but its budget is 0.01; Dense(4096) "
        + "(layer 1) takes most, 0.0164. Make that smaller. Leave that value out, or change the layers.");

    [Fact]
    public void DD6001_the_largest_batch_is_held_to_the_budget_Triggers() => Triggers("DD6001", """
        [Model, Input(100), Dense(100), ReLU, Dense(2), Loss(Loss.SoftmaxCrossEntropy), Train(BatchSize = 8)]
        [Budget(TrainingMB = [|1|]), Tune("BatchSize", Low = 8, High = 1024)] partial class Net;
        """, "Training Net on batches of 1024 takes 2.1715 MB, but its budget is 1; Dense(100) (layer 1) takes most. Take a smaller batch, or make "
        + "that layer smaller.");
}
