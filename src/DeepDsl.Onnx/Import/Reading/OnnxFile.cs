namespace DeepDsl.Onnx;

/// <summary>What an ONNX file says, as far as an import reads it.</summary>
internal sealed class OnnxFile
{
    public string Producer { get; set; } = "";

    public string ProducerVersion { get; set; } = "";

    /// <summary>The version of ONNX's own operators.</summary>
    public int Opset { get; set; }

    public List<OnnxNode> Nodes { get; } = [];

    public List<StoredTensor> Tensors { get; } = [];

    public List<BorderValue> Inputs { get; } = [];

    public List<BorderValue> Outputs { get; } = [];
}
