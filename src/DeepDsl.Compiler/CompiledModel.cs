using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Print.Cpu;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler;

/// <summary>A source file to add to the user's compilation.</summary>
public sealed record GeneratedFile(string Name, string Text);

/// <summary>What became of a declaration: its problems, and the texts that implement it (throwing bodies where there are problems).</summary>
public sealed record CompiledModel(EquatableArray<GeneratedFile> Files, EquatableArray<Problem> Problems)
{
    /// <summary>The register tiles that the files call, for <see cref="TilesEmitter"/>.</summary>
    public EquatableArray<Tile> Tiles { get; init; } = EquatableArray<Tile>.Empty;
}
