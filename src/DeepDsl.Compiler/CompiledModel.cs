using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Print.Cpu;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler;

/// <summary>A source file to add to the user's compilation.</summary>
/// <param name="Name">Its name, without the suffix of all generated files; that of another may differ from it in case alone.</param>
/// <param name="UniqueName">The name for where one does.</param>
/// <param name="Text">C#.</param>
public sealed record GeneratedFile(string Name, string UniqueName, string Text);

/// <summary>What became of a declaration: its problems, and the texts that implement it (throwing bodies where there are problems).</summary>
public sealed record CompiledModel(EquatableArray<GeneratedFile> Files, EquatableArray<Problem> Problems)
{
    /// <summary>The files but the first, which has the members of the class.</summary>
    public IEnumerable<GeneratedFile> Programs => Files.Skip(1);

    /// <summary>The register tiles that the files call, for <see cref="TilesEmitter"/>.</summary>
    public EquatableArray<Tile> Tiles { get; init; } = EquatableArray<Tile>.Empty;
}
