namespace DeepDsl.Onnx.Tests;

/// <summary>A test that Node.js judges.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodeJs.Program is null ? "There is no node here to run files in JavaScript."
        : NodeJs.Installer is null ? "There is no npm here to install onnxruntime-node with."
        : null;
}
