using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Print;

/// <summary>Where buffers begin, counted as their space counts.</summary>
internal static class Offsets
{
    /// <summary>The constant of the emitted file that holds the place, and the slots before this one.</summary>
    public static string Of(Buffer buffer)
    {
        IndexExpr before = buffer.IsSlot ? buffer.Slot * buffer.SlotSize.PerSample : 0;
        return before is ConstantIndex { Value: 0 } ? buffer.Identifier : $"{buffer.Identifier} + {IndexPrinter.Place(before)}";
    }
}
