using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

/// <summary>Mistakes in functions of tensors are marked at the part that is wrong.</summary>
public sealed class OwnLayerRuleTests
{
    [Fact]
    public void DD2018_a_product_that_does_not_meet_Triggers() => Triggers("DD2018", """
        [Model, Input(3, 5), Compute(nameof(F)), Dense(1)] partial class Net
        {
            static FloatTensor F(FloatTensor x, [Weight(4, 2)] FloatTensor w) => (1 - [|x.Exp().MatMul(w)|].Tanh()).Sum(0);
        }
        """, "Compute(\"F\") (layer 1) has \"x.Exp().MatMul(w)\", but [3, 5] by [4, 2] meets 5 columns with 4 rows.");

    [Fact]
    public void DD2018_a_mistake_in_a_local_of_a_function_that_is_called_Triggers() => Triggers("DD2018", """
        [Model, Input(5), Compute(nameof(F)), Dense(1)] partial class Net
        {
            static FloatTensor F(FloatTensor x) => G(x, x.Slice(0, 0, 2));
            static FloatTensor G(FloatTensor a, FloatTensor b)
            {
                var sum = [|a + b|];
                return sum;
            }
        }
        """, "Compute(\"F\") (layer 1) has \"a + b\", but [5] and [2] do not broadcast: counted from the last, sizes must be equal, or 1 in one of both.");

    [Fact]
    public void DD2018_a_mistake_in_a_block_is_marked_at_the_use() => Triggers("DD2018", """
        [Block, Compute(nameof(F))] partial class Own { static FloatTensor F(FloatTensor x) => x.Sum(1, keep: true); }
        [Model, Input(5), [|Own|], Dense(1)] partial class Net;
        """, "Compute(\"F\") (layer 1) has \"x.Sum(1, 1)\", but [5] has the axes 0 to 0, or -1 to -1 from the end, but not 1.");

    [Fact]
    public void DD1019_what_is_no_expression_Triggers() => Triggers("DD1019", """
        [Model, Input(5), Compute(nameof(F)), Dense(1)] partial class Net
        {
            static FloatTensor F(FloatTensor x)
            {
                [|while (true) { }|]
            }
        }
        """, "Compute(\"F\") (layer 1) has a function that the compiler cannot read: \"while (true) { }\" can't be differentiated; a function of tensors "
        + "has declarations with var, each with a value, and a return.");

    [Fact]
    public void DD1019_an_unknown_call_in_a_block_is_marked_at_the_block() => Triggers("DD1019", """
        static class Library { public static FloatTensor Cube(FloatTensor x) => x * x * x; }
        [Block, Compute(nameof(F))] partial class Own { static FloatTensor F(FloatTensor x) => 2 * [|Library.Cube(x)|]; }
        [Model, Input(5), Own, Own, Dense(1)] partial class Net;
        """, "Own has a function that the compiler cannot read: \"Library.Cube(x)\" can't be differentiated; use the parameters, numbers, + - * /, and methods "
        + "of FloatTensor or of Own.");

    [Fact]
    public void DD1019_a_function_of_numbers_Triggers() => Triggers("DD1019", """
        [Model, Input(5), Compute([|nameof(F)|]), Dense(1)] partial class Net { static float F(float x) => x * x; }
        """, "Compute(\"F\") (layer 1) needs a function of FloatTensor, but F is one of float, for [Map(nameof(F))].");

    [Fact]
    public void DD1019_a_function_of_tensors_in_a_map_Triggers() => Triggers("DD1019", """
        [Model, Input(5), Map([|nameof(F)|]), Dense(1)] partial class Net { static FloatTensor F(FloatTensor x) => x * x; }
        """, "Map(\"F\") (layer 1) has a function that the compiler cannot read: F is a function of FloatTensor, for [Compute(nameof(F))].");

    [Fact]
    public void DD1019_too_few_values_Triggers() => Triggers("DD1019", """
        [Model, Input(5), Compute([|nameof(F)|]), Dense(1)] partial class Net { static FloatTensor F(FloatTensor x, FloatTensor y) => x * y; }
        """, "Compute(\"F\") (layer 1) gives F 1 value, the one above and those that it names, but F takes 2 besides its weights.");

    [Fact]
    public void DD1021_a_weight_without_elements_Triggers() => Triggers("DD1021", """
        [Model, Input(5), Compute(nameof(F)), Dense(1)] partial class Net
        {
            static FloatTensor F(FloatTensor x, [Weight(0)] FloatTensor [|w|]) => x * w;
        }
        """, "Compute(\"F\") (layer 1) has the weight w, which has Shape = [0]; each must be at least 1.");

    [Fact]
    public void Sound_functions_do_not_trigger() => CompilesAndDoesNotTrigger("""
        [Block, Compute(nameof(F))] partial class Own
        {
            [Parameter(From = Of.InputChannels)] const int Inputs = 1;
            static FloatTensor F(FloatTensor x, [Weight(Inputs, Inputs)] FloatTensor w) => x + x.MatMul(w).Tanh() * System.MathF.Sqrt(Inputs);
        }
        [Model, Input(3, 5), Own(Repeat = 2), Compute(nameof(F)), Dense(2), Loss(Loss.SoftmaxCrossEntropy)] partial class Net
        {
            static FloatTensor F(FloatTensor x) => x.Max(axis: 0);
        }
        """);
}
