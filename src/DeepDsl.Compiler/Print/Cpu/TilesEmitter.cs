using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Print.Cpu;

namespace DeepDsl.Compiler.Print.Cpu;

/// <summary>The file with the register tiles of a compilation: its models share them.</summary>
public static class TilesEmitter
{
    /// <summary>Name of the class, in a namespace around those of the models' programs.</summary>
    internal const string ClassName = "Tiles";

    /// <summary>Name of the file.</summary>
    public const string FileName = "DeepDsl.Tiles";

    /// <param name="tiles">In any order, each any number of times.</param>
    public static GeneratedFile Emit(IEnumerable<Tile> tiles)
    {
        CodeWriter w = new();
        FilePrologue.Write(w, ["The register tiles of all models: C += A B for a few rows, the accumulators in registers."]);
        w.Line("#nullable disable");
        w.Line("#pragma warning disable");
        w.Line();
        using (w.Block("namespace " + GeneratedNames.Namespace))
        {
            w.Line("using global::System;");
            w.Line("using global::System.Runtime.CompilerServices;");
            w.Line("using global::DeepDsl.CompilerServices;");
            w.Line();
            w.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
            using (w.Block($"internal static class {ClassName}<V>\n    where V : struct, ISimd<V>"))
            {
                foreach (Tile tile in tiles.Distinct().OrderBy(t => t.Name, StringComparer.Ordinal))
                {
                    w.Line();
                    TilePrinter.Print(w, tile);
                }
            }
        }

        return new GeneratedFile(FileName, FileName, w.ToString());
    }
}
