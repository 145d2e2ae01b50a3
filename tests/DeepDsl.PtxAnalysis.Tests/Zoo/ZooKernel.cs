using System.Reflection;
using DeepDsl.Compiler.Kernels.Gpu;

namespace DeepDsl.PtxAnalysis.Tests.Zoo;

/// <summary>A kernel that some model needs.</summary>
/// <param name="Model">The first that was found to.</param>
/// <param name="Launch">The kind of launch it is for.</param>
/// <param name="Tile">Of a product; null of all else.</param>
/// <param name="LeftInQuads">Whether the left operand of a product lies in runs of whole units of 16 bytes.</param>
/// <param name="RightInQuads">Whether the right one does.</param>
internal sealed record ZooKernel(MethodInfo Method, string Model, string Launch, ProductTile? Tile, bool LeftInQuads, bool RightInQuads)
{
    private readonly Lazy<PtxKernel> _ptx = new(() => PtxKernel.Parse(PtxCompiler.Compile(Method)));

    public PtxKernel Ptx => _ptx.Value;

    public bool IsProduct => Tile is not null;

    /// <summary>Whether its left side is a phase of an image spread by zeros.</summary>
    public bool HasPhases { get; init; }

    /// <summary>Whether it rounds its operands as it loads them.</summary>
    public bool Rounds { get; init; }

    public override string ToString() => $"{Model}: {Method.Name}";
}
