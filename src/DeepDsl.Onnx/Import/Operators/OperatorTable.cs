namespace DeepDsl.Onnx;

/// <summary>Who makes layers of which operators.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<string, Action<ImportScope, OnnxNode>> s_readers = new()
    {
        ["Conv"] = Convolutions.Conv, ["ConvTranspose"] = Convolutions.ConvTranspose, ["MaxPool"] = Pools.Window,
            ["AveragePool"] = Pools.Window,
        ["GlobalAveragePool"] = Pools.Global, ["GlobalMaxPool"] = Pools.Global, ["Gemm"] = Products.Gemm, ["MatMul"] = Products.MatMul,
        ["BatchNormalization"] = Norms.Batch, ["LayerNormalization"] = Norms.Layer, ["RMSNormalization"] = Norms.Layer,
        ["InstanceNormalization"] = Norms.Instance, ["GroupNormalization"] = Norms.Group, [WrittenNorms.Standardize] = Norms.Standardize,
        ["PRelu"] = Elementwise.PRelu, ["Softmax"] = Softmaxes.Softmax, ["LogSoftmax"] = Softmaxes.Softmax, ["Where"] = Choices.Where,
        ["Sum"] = (s, node) => Elementwise.Join(s, node with { Operator = "Add" }), ["Reshape"] = Moves.Reshape, ["Flatten"] = Moves.Reshape,
        ["Squeeze"] = Moves.Reshape, ["Unsqueeze"] = Moves.Reshape, ["Transpose"] = Moves.Transpose, ["Identity"] = Moves.Same,
            ["Cast"] = Moves.Cast,
        ["Dropout"] = Moves.Dropout, ["DepthToSpace"] = Moves.Blocks, ["SpaceToDepth"] = Moves.Blocks, ["Expand"] = Moves.Expand,
            ["Tile"] = Moves.Expand,
        ["Slice"] = Parts.Slice, ["Split"] = Parts.Split, ["Gather"] = Parts.Gather, ["Concat"] = Parts.Concat,
        ["ReduceMean"] = Reductions.Reduce, ["ReduceSum"] = Reductions.Reduce, ["ReduceMax"] = Reductions.Reduce,
            ["ReduceMin"] = Reductions.Reduce,
        ["Pad"] = Borders.Pad, ["Resize"] = Borders.Resize, ["Upsample"] = Borders.Resize,
        ["LSTM"] = Recurrences.Run, ["GRU"] = Recurrences.Run, ["RNN"] = Recurrences.Run,
    };

    private static readonly HashSet<string> s_each =
    [
        "Relu", "Sigmoid", "Tanh", "Exp", "Log", "Sqrt", "Abs", "Sign", "Sin", "Cos", "Tan", "Floor", "Ceil", "Erf", "Neg", "Reciprocal",
            "Softplus", "Softsign",
        "Not", "LeakyRelu", "ThresholdedRelu", "Elu", "Celu", "Selu", "HardSigmoid", "HardSwish", "Mish", "Swish", "Gelu", "Clip",
    ];

    public static void Run(ImportScope s, OnnxNode node)
    {
        if (node.Inputs.Count == 0 && node.Operator != "Constant")
        {
            throw new InvalidDataException("it has no input 0.");
        }

        if (node.Operator is "Shape" or "Size")
        {
            Moves.Shape(s, node);
        }
        else if (AreKnown(s, node) && ConstantFolding.Run(s, node) is { } folded)
        {
            s.Set(node.Outputs[0], folded);
        }
        else if (s_readers.TryGetValue(node.Operator, out Action<ImportScope, OnnxNode>? read))
        {
            read(s, node);
        }
        else if (s_each.Contains(node.Operator))
        {
            Elementwise.Each(s, node);
        }
        else if (Elementwise.IsJoin(node.Operator))
        {
            Elementwise.Join(s, node);
        }
        else
        {
            throw new NoCounterpartException(
                "is an operator without a layer here; write it as a function of the class for [Compute], or leave it out of the export");
        }
    }

    /// <summary>Whether all that the node reads is constant.</summary>
    private static bool AreKnown(ImportScope s, OnnxNode node) => node.Inputs.All(name => name.Length == 0 || s.Find(name) is Constant);
}
