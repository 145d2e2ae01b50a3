using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

/// <summary>A bias on what a product or a convolution gives.</summary>
internal static class BiasPatterns
{
    public static Pattern? Bias(Node last, int opset)
    {
        if (!Match.IsSum(last, out Node x, out Node bias) || x.Shape != last.Shape || bias.Shape.Rank != 1 || bias.Shape[0] != x.Shape[-1])
        {
            return null;
        }

        Action<ExportScope, Node>? write = x switch
        {
            ConvNode conv => (s, result) => WindowExport.Conv(s, conv, result, bias),
            ConvInputGradientNode conv => (s, result) => WindowExport.ConvTranspose(s, conv, result, bias),
            MatMulNode { Shape.Rank: 2 } product => (s, result) => ProductExport.MatMul(s, product, result, bias),
            _ => null,
        };
        return write is null ? null : new Pattern([.. x.Inputs, bias], [x], write);
    }
}
