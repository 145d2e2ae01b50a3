using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Build;

/// <summary>A batch is cut behind its longest sequence only where nothing but padding lies there and no loss would notice.</summary>
public sealed class PaddedExtentTests
{
    private const string Words = "Input(Shape = [Dim.T], Type = ElementType.Int32, PaddingToken = 0, Name = \"x\"); Embedding(Vocabulary = 9, Dimension = 4, Name = \"words\"); ";

    private const string Lengths = "Input(Shape = [1], Type = ElementType.Int32, Name = \"n\"); Input(Shape = [Dim.T, 3], Lengths = \"n\", Name = \"x\"); ";

    private const string Loss = "Loss(Kind = Loss.SoftmaxCrossEntropy)";

    [Theory]
    [InlineData(Words + "GRU(Units = 5); Dense(Units = 2)", "x")]
    [InlineData(Words + "MultiHeadAttention(Heads = 2); GlobalAvgPool1D; Dense(Units = 2)", "x")]
    [InlineData(Lengths + "LSTM(Units = 5, Bidirectional = Merge.Concat); BatchNorm; Dense(Units = 2)", "n")]
    [InlineData(Lengths + "Dense(Units = 2, PerStep = true)", "n")]
    [InlineData(Words + "Conv1D(Filters = 4, Kernel = 3, Stride = 2, Padding = Padding.Same); GRU(Units = 5); Dense(Units = 2)", "x")]
    [InlineData(Lengths + "MaxPool1D(Kernel = 2, Ceil = true); GroupNorm(Groups = 3); GlobalAvgPool1D; Dense(Units = 2)", "n")]
    [InlineData("Input(Shape = [Dim.T], Type = ElementType.Int32, Name = \"segments\"); Embedding(Vocabulary = 2, Dimension = 4, Name = \"s\"); "
        + "Input(Shape = [Dim.T], Type = ElementType.Int32, PaddingToken = 0, Name = \"x\"); Embedding(Vocabulary = 9, Dimension = 4); Add(Names = [\"s\"]); "
        + "Dense(Units = 2)", "x")]
    public void Is_cut(string layers, string told) => Assert.Equal(told, Found(layers, Loss));

    [Theory]
    [InlineData("Input(Shape = [Dim.T], Type = ElementType.Int32, Name = \"x\"); Embedding(Vocabulary = 9, Dimension = 4); Dense(Units = 2)")] // no padding
    [InlineData("Input(Shape = [Dim.T, 3], Name = \"all\"); GRU(Units = 4, Return = Return.Last, Name = \"read\"); " + Words
        + "GlobalAvgPool1D; Concat(Names = [\"read\"]); Dense(Units = 2)")] // another reads every step
    [InlineData("Input(Shape = [Dim.T, 4], Name = \"all\"); " + Words + "GlobalAvgPool1D(Name = \"sum\"); Dense(Units = 4, From = \"all\"); GlobalMaxPool1D; "
        + "Add(Names = [\"sum\"]); Dense(Units = 2)")]
    [InlineData("Input(Shape = [6, Dim.T], Name = \"turned\"); Permute(Order = [1, 0], Name = \"rows\"); " + Words
        + "Concat(Names = [\"rows\"]); Dense(Units = 2)")] // what is cut off would not lie at the end
    public void Is_left_whole(string layers) => Assert.Equal("", Found(layers, Loss));

    [Theory]
    [InlineData("Loss(Kind = Loss.CTC)", "")] // its labels are [T], which no padding of x bounds
    [InlineData("Loss(Kind = Loss.CTC, MaxLabels = 4)", "x")]
    public void Labels_of_a_sequence_are_not_steps(string loss, string told) => Assert.Equal(told, Found(Words + "Dense(Units = 5)", loss));

    private static string Found(string layers, string loss)
    {
        ModelSpec spec = new()
        {
            Name = "Net",
            Layers = layers.Split("; ").Select(SpecReader.ReadAttribute).ToArray(),
            Settings = new[] { SpecReader.ReadAttribute("Extent(Symbol = Dim.T, Min = 2, Max = 20)"), SpecReader.ReadAttribute(loss) },
        };
        (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(spec, training: false);
        Assert.Empty(problems.Select(p => p.Message));
        (IReadOnlyList<LossUse> losses, IReadOnlyList<Problem> wrong) = FindLosses.Run(spec, model);
        Assert.Empty(wrong.Select(p => p.Message));
        return string.Join(", ", FindPaddedExtents.Run(model, losses, "T").Select(l => l.Source.Name));
    }
}
