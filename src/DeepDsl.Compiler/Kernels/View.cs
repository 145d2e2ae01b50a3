namespace DeepDsl.Compiler.Kernels;

/// <summary>A place in memory: so many elements behind a reference, which is an operand of the kernel or made from one.</summary>
public sealed record View(string Reference, IndexExpr Offset)
{
    public View(string reference)
        : this(reference, 0)
    {
    }

    public static View operator +(View view, IndexExpr offset) => new(view.Reference, view.Offset + offset);
}
