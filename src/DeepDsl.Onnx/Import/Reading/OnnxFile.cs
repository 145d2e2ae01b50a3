namespace DeepDsl.Onnx;

/// <summary>What an ONNX file says, as far as an import reads it.</summary>
internal sealed class OnnxFile
{
    /// <summary>That of ONNX's own operators, which files may leave empty.</summary>
    public const string OwnDomain = "ai.onnx";

    public string Producer { get; set; } = "";

    public string ProducerVersion { get; set; } = "";

    /// <summary>The version of ONNX's own operators.</summary>
    public int Opset => Operators.LastOrDefault(o => o.Domain == OwnDomain).Version;

    /// <summary>The operators of each domain that it has.</summary>
    public List<(string Domain, int Version)> Operators { get; } = [];

    /// <summary>Whether it has tensors of which places are listed, which are left out here.</summary>
    public bool HasSparseTensors { get; set; }

    public List<OnnxNode> Nodes { get; } = [];

    public List<StoredTensor> Tensors { get; } = [];

    public List<BorderValue> Inputs { get; } = [];

    public List<BorderValue> Outputs { get; } = [];
}
