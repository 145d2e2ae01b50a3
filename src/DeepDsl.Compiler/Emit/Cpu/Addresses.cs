using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>Where a value lies, as an argument of Frame.Run.</summary>
internal static class Addresses
{
    public static string Of(Buffer value) => value.Space switch
    {
        Space.Arena => $"f.Arena({value.Offset})",
        Space.Fixed => $"f.Fixed({value.Offset})",
        Space.Weights => $"f.Weights({value.Offset})",
        Space.State => $"f.State({value.Offset})",
        Space.Gradients => $"f.Gradients({value.Offset})",
        _ => $"f.Constants({value.Offset})",
    };
}
