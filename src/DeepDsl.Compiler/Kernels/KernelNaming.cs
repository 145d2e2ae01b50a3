using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Kernels;

/// <summary>Names of kernels: what they do, and to which shape.</summary>
internal static class KernelNaming
{
    public static string Of(string role, params Shape[] shapes) => role + string.Concat(shapes.Select(s => "_" + Text(s)));

    public static string Comment(IEnumerable<Expr> bodies) => string.Join("; ", bodies.Select(b => b.ToString()));

    /// <summary>As Nx28x28x1; sizes that are sums are spelt out.</summary>
    private static string Text(Shape shape) => shape.Rank == 0 ? "scalar" : string.Join("x", shape.Select(d =>
        string.Concat(d.ToString().Where(c => char.IsLetterOrDigit(c)))));
}
