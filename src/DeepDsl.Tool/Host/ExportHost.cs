using System.Text.Json;
using DeepDsl.Onnx;

namespace DeepDsl.Tool.Host;

/// <summary>Saves a model as ONNX.</summary>
internal static class ExportHost
{
    public static object Run(HostRequest request)
    {
        ExportWork work = request.Work.Deserialize<ExportWork>()!;
        Network net = HostModel.Create(request);
        if (work.Opset is { } opset)
        {
            net.SaveOnnx(work.Path, opset, probabilities: work.Probabilities);
        }
        else
        {
            net.SaveOnnx(work.Path, probabilities: work.Probabilities);
        }
        return new FileInfo(work.Path).Length;
    }
}
