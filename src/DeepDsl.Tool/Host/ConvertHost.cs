using System.Text.Json;

namespace DeepDsl.Tool.Host;

/// <summary>Saves the weights alone, as safetensors: of a checkpoint, or of what PyTorch wrote.</summary>
internal static class ConvertHost
{
    public static object Run(HostRequest request)
    {
        string path = request.Work.Deserialize<ConvertWork>()!.Path;
        HostModel.Create(request).SaveWeights(path);
        return new FileInfo(path).Length;
    }
}
