using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Print;

/// <summary>The places of buffers as constants, so that emitted code names what it reads and writes.</summary>
internal static class PlacesEmitter
{
    public static void Write(CodeWriter w, ProgramUnit unit, string where) => Write(
        w, unit.Name,
        $"Places of {where}: floats in the arena for each sample of the batch, and floats in the part that does not depend on it.",
        unit.Planned());

    /// <param name="w">Takes the class.</param>
    /// <param name="name">Of the class, which the identifiers of <paramref name="buffers"/> begin with.</param>
    /// <param name="summary">What the places are counted in.</param>
    /// <param name="buffers">Each at most once.</param>
    public static void Write(CodeWriter w, string name, string summary, IReadOnlyList<Buffer> buffers)
    {
        if (buffers.Count == 0)
        {
            return;
        }

        w.Line();
        w.Line($"/// <summary>{summary}</summary>");
        using (w.Block($"internal static class {name}"))
        {
            Write(w, "internal const long", [.. buffers.Where(b => b.Offset.PerSample.IsConstant)]);
            Write(w, "internal static readonly Size", [.. buffers.Where(b => !b.Offset.PerSample.IsConstant)]);
        }
    }

    private static void Write(CodeWriter w, string declaration, IReadOnlyList<Buffer> buffers)
    {
        if (buffers.Count > 0)
        {
            w.Line(declaration);
            using (w.Indented())
            {
                w.Packed(buffers.Select((b, i) => $"{Member(b)} = {SizePrinter.Text(b.Offset.PerSample)}{(i + 1 < buffers.Count ? "," : ";")}"));
            }
        }
    }

    private static string Member(Buffer buffer) => buffer.Identifier.Substring(buffer.Identifier.IndexOf('.') + 1);
}
