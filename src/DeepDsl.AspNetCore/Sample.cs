using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>A sample whose values were found to be those that a model takes.</summary>
/// <param name="Floats">By input; null for one of ints.</param>
/// <param name="Ints">By input; null for one of floats.</param>
/// <param name="Symbols">The dimensions that the sample sets.</param>
internal sealed record Sample(float[]?[] Floats, int[]?[] Ints, SymbolValues Symbols)
{
    /// <summary>Samples of equal dimensions, side by side.</summary>
    public static Dataset Join(NetworkDefinition model, IReadOnlyList<Sample> samples) => new(
        [
            .. model.Inputs.Select((input, i) => input.IsInt
                ? new DataColumn(input.Name, Joined(samples, s => s.Ints[i]!), samples[0].Ints[i]!.Length)
                : new DataColumn(input.Name, Joined(samples, s => s.Floats[i]!), samples[0].Floats[i]!.Length)),
        ],
        []);

    private static T[] Joined<T>(IReadOnlyList<Sample> samples, Func<Sample, T[]> values)
    {
        int width = values(samples[0]).Length;
        T[] all = new T[width * samples.Count];
        for (int i = 0; i < samples.Count; i++)
        {
            values(samples[i]).CopyTo(all, i * width);
        }
        return all;
    }
}
