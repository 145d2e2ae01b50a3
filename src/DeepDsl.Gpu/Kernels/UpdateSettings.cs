namespace DeepDsl.Gpu.Kernels;

/// <summary>Numbers of an update beside those of its rule.</summary>
/// <param name="Decay">Added to the gradient times the weight, by rules that decay so.</param>
/// <param name="Shrink">Factor on the weight, by the others.</param>
/// <param name="ClipValue">Bound on each gradient.</param>
/// <param name="ClipNormPerParameter">Bound on the norm of each parameter's gradients; 0 for none.</param>
/// <param name="ClipNorm">Bound on the norm of all gradients; 0 for none.</param>
/// <param name="Noise">Deviation of the noise on each gradient; 0 for none.</param>
/// <param name="NoiseKey">Of its random numbers.</param>
internal readonly record struct UpdateSettings(
    float Decay, float Shrink, float ClipValue, float ClipNormPerParameter, float ClipNorm, float Noise, uint NoiseKey);
