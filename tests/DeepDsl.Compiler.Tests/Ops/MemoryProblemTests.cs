using System.Text.RegularExpressions;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests.Models;

namespace DeepDsl.Compiler.Tests.Ops;

/// <summary>What can be wrong with the memory of attention, of one layer or of all in a block.</summary>
public sealed class MemoryProblemTests
{
    [Theory]
    [InlineData("2, Causal = true, InitialState = [\"m\"]", "has 2 states, the memory and how many steps it holds, but InitialState names 1; name 2, or none.")]
    [InlineData("2, Causal = true, InitialState = [\"m\", \"n\"], FinalState = [\"a\"]",
        "has 2 states, the memory and how many steps it holds, but FinalState names 1; name 2, or none.")]
    [InlineData("2, Causal = true, FinalState = [\"a\", \"b\"]",
        "names in FinalState what is remembered, but no InitialState, whose shape says how many steps that is; name an input in "
            + "InitialState, or remove FinalState.")]
    [InlineData("2, InitialState = [\"m\", \"n\"]", "has a memory, with which a stream may be cut into segments anywhere, but sees steps behind each "
        + "too, as far as its segment goes; write Causal = true.")]
    [InlineData("2, Causal = true, InitialState = [\"narrow\", \"n\"]", "remembers steps of 6 channels, [M, 6], but Input \"narrow\" gives [5, 4].")]
    [InlineData("2, Causal = true, InitialState = [\"m\", \"m\"]", "counts the steps of its memory in one number, [1], but Input \"m\" gives [5, 6].")]
    [InlineData("4", "has Heads = 4, which does not divide the 6 channels of Input \"x\"; write Heads = 3, Heads = 2, or Heads = 6.")]
    [InlineData("1, From = \"odd\"", "knows distances by as many sines as cosines, 3 in all, which is odd; give Input \"odd\" an even number of channels.")]
    [InlineData("2, From = \"padded\", Causal = true, InitialState = [\"m\", \"n\"]", "joins the steps of Input \"padded\", whose last ones may be padding, "
        + "and can't tell which. Reduce them before, as [GlobalAvgPool1D] and Return = Return.Last of recurrent layers do, or let padding count as steps, filled in by [FillPadding].")]
    public void One_layer_says_what_is_wrong(string arguments, string expected)
    {
        string[] inputs =
        [
            "Input(Shape = [5, 6], Name = \"m\")", "Input(Shape = [1], Name = \"n\")", "Input(Shape = [5, 4], Name = \"narrow\")",
            "Input(Shape = [2, 3], Name = \"odd\")", "Input(Shape = [1], Type = ElementType.Int32, Name = \"lengths\")",
            "Input(Shape = [4, 6], Lengths = \"lengths\", Name = \"padded\")", "Input(Shape = [4, 6], Name = \"x\")",
        ];
        ModelSpec spec = new()
        {
            Name = "Net", Layers = inputs.Append($"RelativeAttention(Heads = {arguments})").Select(SpecReader.ReadAttribute).ToArray(),
        };
        Assert.Equal(expected, Said(spec));
    }

    [Theory]
    [InlineData("InitialState = [\"m\"]", "has 2 states, the memories of its layers and how many steps those hold, but InitialState names 1; name 2, or none.")]
    [InlineData("FinalState = [\"a\", \"b\"]", "has a memory of the segment before named by FinalState, but no InitialState, whose shape says how long it is; name it.")]
    [InlineData("InitialState = [\"one\", \"n\"]", "takes the memories of its layers side by side, [layers, M, C], but Input \"one\" gives [5, 6].")]
    [InlineData("InitialState = [\"m\", \"n\"], Layers = 3", "has 3 layers with a memory, but Input \"m\" gives [2, 5, 6], for 2; give it [3, 5, 6].")]
    [InlineData("InitialState = [\"m\", \"n\"], Layers = 1", "has 1 layer with a memory, but Input \"m\" gives [2, 5, 6], for 2; give it [1, 5, 6].")]
    [InlineData("InitialState = [\"m\", \"n\"], PerStep = true",
        "has a memory of the segment before and PerStep, by which each step is a sample of its own; drop one of them.")]
    [InlineData("InitialState = [\"m\", \"m\"]", "counts the steps of its memory in one number, [1], but Input \"m\" gives [2, 5, 6].")]
    public void A_block_says_what_is_wrong(string arguments, string expected)
    {
        string steps = arguments.Contains("PerStep", StringComparison.Ordinal) ? "3, 4" : "4";
        string layers = arguments.Contains("Layers", StringComparison.Ordinal) ? "" : "Layers = 2, ";
        ModelSpec spec = ReadyModel.Spec("TransformerXl", $"Vocabulary = 7, Width = 6, Heads = 2, {layers}{arguments}",
            [
                "Input(Shape = [2, 5, 6], Name = \"m\")", "Input(Shape = [1], Name = \"n\")", "Input(Shape = [5, 6], Name = \"one\")",
                $"Input(Shape = [{steps}], Type = ElementType.Int32)",
            ]);
        Assert.Equal(expected, Said(spec));
    }

    [Fact]
    public void A_block_without_such_a_layer_says_so()
    {
        ModelSpec spec = ReadyModel.Spec("TransformerEncoder", "Heads = 2, InitialState = [\"m\", \"n\"]",
            ["Input(Shape = [1, 5, 6], Name = \"m\")", "Input(Shape = [1], Name = \"n\")", "Input(Shape = [4, 6])"]);
        Assert.Equal("has InitialState, but no layer in it keeps a memory, as [RelativeAttention] does; remove it.", Said(spec));
    }

    /// <summary>The one problem but for inputs that other cases read, from behind its title.</summary>
    private static string Said(ModelSpec spec) => Regex.Replace(
        Assert.Single(BuildModel.Run(spec, training: true).Problems, p => p.Kind != ProblemKind.UnreadOutput).Message, @"^(Block \w+|.*? \(layer \d+\)) ", "");
}
