namespace DeepDsl;

/// <summary>Random numbers that are the same on every version of .NET, since a stored search goes on by them.</summary>
internal struct SearchRandom(ulong state)
{
    private ulong _state = state;

    public double Uniform() => RowOrder.Uniform(ref _state);

    public int Below(int count) => RowOrder.Below(count, ref _state);

    /// <summary>By Box and Muller.</summary>
    public double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    public double[] Place(int dimensions)
    {
        double[] place = new double[dimensions];
        for (int i = 0; i < dimensions; i++)
        {
            place[i] = Uniform();
        }
        return place;
    }
}
