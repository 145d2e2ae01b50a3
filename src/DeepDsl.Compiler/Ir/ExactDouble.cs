using System.Globalization;

namespace DeepDsl.Compiler.Ir;

/// <summary>A number that is equal to another only bit for bit: 0 and -0 give different quotients.</summary>
public readonly struct ExactDouble(double value) : IEquatable<ExactDouble>
{
    public double Value { get; } = value;

    public static implicit operator ExactDouble(double value) => new(value);

    public bool Equals(ExactDouble other) => BitConverter.DoubleToInt64Bits(Value) == BitConverter.DoubleToInt64Bits(other.Value);

    public override bool Equals(object? obj) => obj is ExactDouble other && Equals(other);

    public override int GetHashCode() => BitConverter.DoubleToInt64Bits(Value).GetHashCode();

    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}
