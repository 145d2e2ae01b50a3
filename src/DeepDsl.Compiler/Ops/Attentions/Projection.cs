using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Attentions;

/// <summary>What is made of the steps of a sequence before and after attention.</summary>
internal static class Projection
{
    public static Node Weight(LayerScope scope, string role, int inputs, int outputs, int fanOut)
    {
        string kind = scope.Layer.Enum("Init") == "Auto" ? "GlorotUniform" : scope.Layer.Enum("Init");
        ParameterInit init = new(kind, inputs, fanOut, scope.Layer.Real("InitValue"));
        return scope.Parameter(role, new Shape(inputs, outputs), init, torchPermutation: [1, 0]);
    }

    /// <summary>The product of each step of [N, T, C] with a weight [C, O].</summary>
    public static Node Of(Node x, Node weight, Node? bias = null)
    {
        Graph g = x.Graph;
        Node y = g.MatMul(g.Reshape(x, new Shape(x.Shape[0] * x.Shape[1], x.Shape[2])), weight);
        return g.Reshape(bias is null ? y : y + bias, x.Shape.With(-1, weight.Shape[1]));
    }
}
