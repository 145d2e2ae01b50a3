namespace DeepDsl;

public sealed partial class PrincipalComponents
{
    private const string MeanKey = "mean";
    private const string ComponentsKey = "components";
    private const string VariancesKey = "variances";
    private const string RatiosKey = "ratios";
    private const string WhitenKey = "whiten";

    /// <summary>Writes them as a safetensors file.</summary>
    public void Save(string path) => SafetensorsFile.Write(
        path,
        [
            SafetensorsTensor.FromDoubles(MeanKey, [Width], _mean),
            SafetensorsTensor.FromDoubles(ComponentsKey, [Count, Width], [.. _components.SelectMany(c => c)]),
            SafetensorsTensor.FromDoubles(VariancesKey, [Count], _variances),
            SafetensorsTensor.FromDoubles(RatiosKey, [Count], _ratios),
            SafetensorsTensor.FromInts(WhitenKey, [1], [Whiten ? 1 : 0]),
        ]);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or holds something else.</exception>
    public static PrincipalComponents Load(string path)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        double[] mean = file.Tensor(MeanKey).ToDoubles();
        double[] components = file.Tensor(ComponentsKey).ToDoubles();
        double[] variances = file.Tensor(VariancesKey).ToDoubles();
        double[] ratios = file.Tensor(RatiosKey).ToDoubles();
        int[] whiten = file.Tensor(WhitenKey).ToInts();
        if (mean.Length == 0 || variances.Length == 0 || ratios.Length != variances.Length || (long)mean.Length * variances.Length != components.Length
            || whiten is not [0 or 1])
        {
            throw new InvalidDataException(
                $"{path}: {variances.Length} components of {mean.Length} values, {components.Length} values in all, do not belong together. Fit them again.");
        }
        if (!mean.Concat(components).Concat(ratios).All(double.IsFinite) || !variances.All(v => double.IsFinite(v) && v > 0))
        {
            throw new InvalidDataException($"{path} holds components or variances with which no sample has a place. Fit them again.");
        }
        return new PrincipalComponents(mean, [.. components.Chunk(mean.Length)], variances, ratios, whiten[0] == 1);
    }
}
