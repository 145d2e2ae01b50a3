namespace DeepDsl.Tool.Tests;

/// <summary>A model that names its classes, and has more constructors than the one that is generated.</summary>
[Model, Input(2), Dense(3), Labels(typeof(Kind)), Loss(Loss.SoftmaxCrossEntropy)]
internal sealed partial class Animals
{
    public Animals(Device? device = null, bool isLarge = true)
        : this(seed: 7, device) => IsLarge = isLarge;

    public enum Kind
    {
        Cat,
        Dog,
        Cow,
    }

    public bool IsLarge { get; }
}
