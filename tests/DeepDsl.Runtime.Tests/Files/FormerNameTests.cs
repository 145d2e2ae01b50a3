using DeepDsl.CompilerServices;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Files;

/// <summary>Layers between which another was put, all of one shape: names alone tell which is which.</summary>
public sealed class FormerNameTests
{
    [Fact]
    public void A_renamed_layer_is_found()
    {
        FlatModel old = Net("dense1", "dense2"), net = Net("stem:dense1", "dense1:dense2");
        LoadReport report = net.CopyWeights(old);
        Assert.Equal(["stem.weight (was dense1.weight)", "dense1.weight (was dense2.weight)"], report.Renamed);
        Assert.Equal([.. Values(old, 0), .. Values(old, 1)], [.. Values(net, 0), .. Values(net, 1)]);
        Assert.True(report.IsExact);
        Assert.Empty(report.Uncertain);
        Assert.Equal("2 loaded; renamed: stem.weight (was dense1.weight), dense1.weight (was dense2.weight)", report.ToString());
    }

    [Fact]
    public void What_was_put_between_gets_the_values_of_no_other()
    {
        FlatModel old = Net("dense1", "dense2"), net = Net("dense1", "dense2:dense1", "dense3:dense2");
        float[] before = Values(net, 0);
        LoadReport report = net.CopyWeights(old, strict: false);
        Assert.Equal(["dense2.weight", "dense3.weight"], report.Loaded);
        Assert.Equal(["dense1.weight"], report.Missing);
        Assert.Equal([before, Values(old, 0), Values(old, 1)], [Values(net, 0), Values(net, 1), Values(net, 2)]);
        Assert.Empty(report.Uncertain);

        // A file of now has the names of now.
        FlatModel later = Net("dense1", "dense2:dense1", "dense3:dense2");
        Assert.Empty(later.CopyWeights(net).Renamed);
        Assert.Equal([Values(net, 0), Values(net, 1), Values(net, 2)], [Values(later, 0), Values(later, 1), Values(later, 2)]);
    }

    [Theory]
    [InlineData("dense1 dense2 head", "dense1 dense2 dense3 head", "dense1.weight dense2.weight")]
    [InlineData("dense1 dense2 dense3", "dense1 dense2", "dense1.weight dense2.weight")]
    [InlineData("block1.dense1 block2.dense1", "block1.dense1 block2.dense1 block3.dense1", "block1.dense1.weight block2.dense1.weight")]
    [InlineData("block.dense1", "block.dense1 block.dense2", "block.dense1.weight")]
    [InlineData("dense1 dense2 old", "dense1 dense2 head", "")]
    [InlineData("trunk head", "trunk head dense1", "")]
    public void Numbers_that_may_have_shifted_are_said(string file, string model, string uncertain)
    {
        LoadReport report = Net(model.Split(' ')).CopyWeights(Net(file.Split(' ')), strict: false);
        Assert.Equal(uncertain, string.Join(" ", report.Uncertain));
        Assert.Equal(uncertain.Length > 0, report.ToString().Contains("uncertain, since numbers of layers may have shifted: ", StringComparison.Ordinal));
    }

    /// <param name="layers">Each with its name, and after a colon the one of before.</param>
    private static FlatModel Net(params string[] layers) => new(FlatModel.Define([.. layers.Select((layer, i) =>
    {
        string[] names = layer.Split(':');
        return new ParameterDefinition(names[0] + ".weight", [5], 0)
        {
            Init = new(Init.Normal, 1, 1, 1),
            FormerName = names.Length > 1 ? names[1] + ".weight" : null,
        };
    })]), layers.Length);

    private static float[] Values(FlatModel net, int parameter) => net.Parameters[parameter].Value.ToArray();
}
