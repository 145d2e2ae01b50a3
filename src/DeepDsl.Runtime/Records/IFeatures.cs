namespace DeepDsl;

/// <summary>What is generated for a type with <see cref="FeaturesAttribute"/>.</summary>
/// <typeparam name="TSelf">The type.</typeparam>
public interface IFeatures<TSelf>
    where TSelf : IFeatures<TSelf>
{
    /// <summary>How records of the type become inputs of a model.</summary>
    static abstract RecordFeatures<TSelf> Features { get; }
}
