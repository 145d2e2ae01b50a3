namespace DeepDsl.Compiler.Ir;

/// <summary>A number was asked of a size that is set at run time.</summary>
public sealed class SymbolicSizeException(Dim size) : InvalidOperationException($"Size {size} is not a constant.")
{
    public Dim Size { get; } = size;
}
