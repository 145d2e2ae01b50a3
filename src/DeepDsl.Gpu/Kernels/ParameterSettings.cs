namespace DeepDsl.Gpu.Kernels;

/// <summary>How one parameter differs from the others.</summary>
/// <param name="Rate">Factor on the learning rate; 0 freezes the parameter.</param>
/// <param name="Decay">1 where weight decay reaches it.</param>
/// <param name="L1">Added to the gradient as L1 * sign(w).</param>
/// <param name="L2">Added to the gradient as 2 * L2 * w.</param>
internal readonly record struct ParameterSettings(float Rate, float Decay, float L1, float L2);
