namespace DeepDsl.Analyzers.Tests.Zoo.Grammar;

/// <summary>Choices that a seed makes, the same in every run.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random _random = new(seed);

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public int Between(int least, int most) => _random.Next(least, most + 1);

    public T Of<T>(params T[] items) => items[_random.Next(items.Length)];
}
