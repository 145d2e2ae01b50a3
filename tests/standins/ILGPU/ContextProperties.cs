namespace ILGPU;

public class ContextProperties
{
    private protected ContextProperties() { }

    public OptimizationLevel OptimizationLevel { get; protected set; } = OptimizationLevel.Release;
}
