using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu;

/// <summary>What decides the launches of a step: those of two steps of one form are equal, arguments included.</summary>
internal readonly record struct StepForm(
    int Batch, SymbolValues Symbols, ProgramKind Loss, bool HasSampleWeights, bool Records, int FirstTrained, UpdateForm Update);
