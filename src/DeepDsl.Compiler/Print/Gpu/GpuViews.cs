using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Print.Gpu;

/// <summary>
/// Where a buffer lies, as a view of a frame f: exactly as long as the value, so that the emulation notices what goes beyond.
/// </summary>
internal static class GpuViews
{
    public static string Of(Buffer buffer)
    {
        string ints = buffer.Type == ElementType.Float32 ? ""
            : buffer.IsPlanned && buffer.Space != Space.Local ? "Ints" : throw new InvalidOperationException($"{buffer} holds ints outside the arena.");
        return $"f.{buffer.Space}{ints}({Offsets.Of(buffer)}, {IndexPrinter.Int(buffer.Shape.Size.PerSample)})";
    }
}
