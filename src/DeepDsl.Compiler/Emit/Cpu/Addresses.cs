using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>Where a buffer lies, as an argument of Frame.Run: its space is a member of the frame, its offset a constant of the emitted file.</summary>
internal static class Addresses
{
    public static string Of(Buffer buffer) => $"f.{buffer.Space}({buffer.Identifier})";
}
