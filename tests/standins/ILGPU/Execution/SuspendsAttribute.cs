namespace ILGPU.Execution;

/// <summary>Marks the calls that <see cref="KernelRewriter"/> replaces.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SuspendsAttribute(Suspension kind) : Attribute
{
    public Suspension Kind { get; } = kind;
}
