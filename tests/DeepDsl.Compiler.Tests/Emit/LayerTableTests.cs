using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Emit;

public sealed class LayerTableTests
{
    [Fact]
    public void The_table_shows_receptive_fields_wherever_it_stands()
    {
        string[] texts = Texts(
            "Input(Shape = [8, 8, 2]); Conv2D(Filters = 4, Kernel = 3); MaxPool2D(Kernel = 2); Flatten; Dense(Units = 3)");
        string[] expected =
        [
            "Net",
            "layer                            output     parameters  multiply-adds  activation bytes  receptive field",
            "input     Input                  [8, 8, 2]                                          512",
            "conv1     Conv2D(4, Kernel = 3)  [6, 6, 4]          76          2,592               576              3x3",
            "maxPool1  MaxPool2D(Kernel = 2)  [3, 3, 4]           0              0               144              4x4",
            "flatten1  Flatten                [36]                0              0               144              all",
            "dense1    Dense(3)               [3]               111            108                12              all",
            "                                 total             187          2,700",
        ];
        Assert.Contains(string.Concat(expected.Select(l => $"    /// {l}\n")), texts[0]);
        Assert.Contains(string.Join("\\n", expected), texts[1]);
    }

    [Fact]
    public void A_model_without_windows_has_no_receptive_fields() =>
        Assert.DoesNotContain("receptive field", Texts("Input(Shape = [8, 8]); Flatten; Dense(Units = 3)")[1], StringComparison.Ordinal);

    private static string[] Texts(string layers)
    {
        CompiledModel model = Pipeline.Compile(
            new ModelSpec { Name = "Net", Layers = layers.Split(';').Select(l => SpecReader.ReadAttribute(l.Trim())).ToArray() });
        Assert.Empty(model.Problems.Select(p => p.Message));
        return [.. model.Files.Select(f => f.Text)];
    }
}
