using DeepDsl.Analyzers.Tests.Harness;

namespace DeepDsl.Analyzers.Tests;

/// <summary>Layers inside blocks are reported where the block is used, and mended where they stand, if every use bears it.</summary>
public sealed class BlockFixTests
{
    private const string Convolution = "[Block]\n[Conv2D(Filters, Kernel = 3, Padding = Padding.Same), BatchNorm, ReLU]\npartial class Stage { [Parameter] const int Filters = 8; }\n";

    private static readonly string s_mended = Convolution.Replace("Padding.Same)", "Padding.Same, Bias = false)", StringComparison.Ordinal);

    [Fact]
    public Task Argument_of_a_layer_in_a_block() => FixTest.Fixed(
        Convolution + Net("Net", "Stage(Filters = 16)"), "Write Bias = false in [Stage]", s_mended + Net("Net", "Stage(Filters = 16)"));

    [Fact]
    public Task Argument_of_a_layer_in_a_block_inside_another() => FixTest.Fixed(
        Convolution + "[Block, Stage(Filters = 4)]\npartial class Outer;\n" + Net("Net", "Outer"), "Write Bias = false in [Stage]",
        s_mended + "[Block, Stage(Filters = 4)]\npartial class Outer;\n" + Net("Net", "Outer"));

    [Fact]
    public Task All_uses_of_a_block_at_once() => FixTest.FixesAll(
        Convolution + Net("A", "Stage(Filters = 16), Stage") + Net("B", "Stage(Repeat = 2)"),
        s_mended + Net("A", "Stage(Filters = 16), Stage") + Net("B", "Stage(Repeat = 2)"));

    [Fact]
    public Task All_files_of_a_project_at_once() => FixTest.FixesProject(
        [Net("A", "Stage(Filters = 16), Conv2D(4, Kernel = 1), BatchNorm, ReLU"), Convolution, Net("B", "Stage")],
        [Net("A", "Stage(Filters = 16), Conv2D(4, Kernel = 1, Bias = false), BatchNorm, ReLU"), s_mended, Net("B", "Stage")]);

    /// <summary>Of B the convolution would have neither a bias nor a norm.</summary>
    [Fact]
    public Task A_block_that_another_model_uses_otherwise_is_left_alone() => FixTest.NotFixed(
        "[Block, Conv2D(8, Kernel = 3, Padding = Padding.Same)]\npartial class Edges;\n" + Net("A", "Edges, BatchNorm, ReLU") + Net("B", "Edges, ReLU"));

    private static string Net(string name, string layers) => $"[Model, Input(8, 8, 3)]\n[{layers}]\n[GlobalAvgPool2D, Dense(4)]\npartial class {name};\n";
}
