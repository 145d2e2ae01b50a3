namespace DeepDsl.Gpu.Kernels;

/// <summary>How far steps have come that nobody has waited for.</summary>
/// <param name="Recorded">Steps whose losses were kept.</param>
/// <param name="Halted">1 once a loss was kept that is not finite: from then on updates leave the weights as they are.</param>
internal readonly record struct StepProgress(int Recorded, int Halted);
