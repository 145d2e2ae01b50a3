using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Tests;

namespace DeepDsl.Onnx.Tests;

/// <summary>Which operators layers become: those that other programs know how to make fast.</summary>
public sealed class OperatorTests
{
    [Theory]
    [InlineData("Dense", 17, "Gemm")]
    [InlineData("Conv2D", 17, "Transpose", "Conv", "Transpose")]
    [InlineData("ConvTranspose2D", 17, "Transpose", "ConvTranspose", "Transpose")]
    [InlineData("MaxPool2D", 17, "Transpose", "MaxPool", "Transpose")]
    [InlineData("GlobalAvgPool2D", 17, "ReduceMean", "Reshape")]
    [InlineData("BatchNorm", 17, "Transpose", "BatchNormalization", "Transpose")]
    [InlineData("LayerNorm", 17, "LayerNormalization")]
    [InlineData("Softmax", 17, "Softmax")]
    [InlineData("LogSoftmax", 17, "LogSoftmax")]
    [InlineData("GELU", 20, "Gelu")]
    [InlineData("ReLU", 17, "Relu")]
    [InlineData("ReLU6", 17, "Relu", "Min")]
    [InlineData("Embedding", 17, "Gather")]
    [InlineData("Upsample2D", 17, "Transpose", "Resize", "Transpose")]
    public void A_layer_is_these(string name, int opset, params string[] operators) => Assert.Equal(operators, Operators(name, opset));

    [Theory]
    [InlineData("LSTM", "LSTM")]
    [InlineData("GRU", "GRU")]
    [InlineData("SimpleRNN", "RNN")]
    public void A_recurrent_layer_is_one_operator_over_its_steps(string name, string op)
    {
        string[] operators = Operators(name, 17);
        Assert.Contains(op, operators);
        Assert.DoesNotContain("Scan", operators);
        Assert.DoesNotContain("MatMul", operators);
    }

    [Theory]
    [InlineData("LayerNorm", 16, "LayerNormalization")]
    [InlineData("GELU", 19, "Gelu")]
    public void An_operator_of_a_later_version_is_not_used(string name, int opset, string op) =>
        Assert.DoesNotContain(op, Operators(name, opset));

    private static string[] Operators(string name, int opset)
    {
        Op op = OpTable.Find(name)!;
        ModelGraph model = OneLayerModel.Build(op, op.Examples[0], training: false);
        return [.. GraphExport.Run(name, new ExportedGraph(model), opset, _ => []).Nodes.Select(n => n.Operator)];
    }
}
