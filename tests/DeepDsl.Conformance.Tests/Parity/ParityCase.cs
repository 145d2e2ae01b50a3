using System.Text.Json;
using DeepDsl.Compiler.Tests;

namespace DeepDsl.Conformance.Tests.Parity;

/// <summary>What PyTorch made of one model: see tests/reference/parity.py, which wrote it.</summary>
internal sealed record ParityCase(
    string Name, int Batch, int Size, float[] Gains, double[] Losses, double[] FloatLosses, ParityTensor[] Tensors)
{
    private static readonly JsonSerializerOptions s_options = new() { PropertyNameCaseInsensitive = true };

    private static readonly Lazy<ParityCase[]> s_all = new(() => ReferenceFile.Read("parity.json").Deserialize<ParityCase[]>(s_options)!);

    public static ParityCase Of(string model) => s_all.Value.Single(c => c.Name == model);
}
