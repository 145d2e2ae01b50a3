using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Print.Cpu;

/// <summary>Where a buffer lies, as an argument of Frame.Run: its space is a member of the frame, its offset a constant of the emitted file.</summary>
internal static class Addresses
{
    /// <param name="samples">Whether the frame has some of the batch's samples: then of an arena value those alone.</param>
    public static string Of(Buffer buffer, bool samples) => samples && buffer.Space == Space.Arena
        ? $"f.Samples({Offsets.Of(buffer)}, {IndexPrinter.Int(buffer.Shape.Size.PerSample)})"
        : $"f.{buffer.Space}({Offsets.Of(buffer)})";
}
