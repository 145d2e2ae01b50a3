namespace DeepDsl;

/// <summary>
/// A learned filter of each channel, as long as the sequence (Rao et al., 2021; with few Modes as in Li et al., 2021): its frequencies along
/// the steps times complex weights, <c>y[c] = InverseFFT(FFT(x[c]) * weight[c])</c>. Input <c>[T, C]</c> of a constant number of steps, output
/// the same; weight <c>[Modes, C, 2]</c>.
/// </summary>
public sealed class SpectralFilterAttribute : WeightedLayerAttribute
{
    /// <summary>How many of the lowest frequencies pass, the mean being the first; 0 for all <c>T / 2 + 1</c>.</summary>
    public int Modes { get; set; }

    /// <summary>How the weights start.</summary>
    public Init Init { get; set; } = Init.Normal;

    /// <summary>The constant, range or deviation of <see cref="Init"/>.</summary>
    public double InitValue { get; set; } = 0.02;

    /// <summary>Adds L1 * sum(|weight|) to the loss.</summary>
    public double L1 { get; set; }

    /// <summary>Adds L2 * sum(weight^2) to the loss.</summary>
    public double L2 { get; set; }
}
