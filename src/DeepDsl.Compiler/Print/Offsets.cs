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
        if (before is ConstantIndex { Value: 0 })
        {
            return buffer.Identifier;
        }

        // A sum of sizes would be made anew at each step.
        string first = buffer.Offset.PerSample.IsConstant ? buffer.Identifier : $"{buffer.Identifier}.At(f.Symbols)";
        return $"{first} + {IndexPrinter.Place(before)}";
    }
}
