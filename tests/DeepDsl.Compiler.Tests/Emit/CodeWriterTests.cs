using DeepDsl.Compiler.Print;

namespace DeepDsl.Compiler.Tests.Emit;

public sealed class CodeWriterTests
{
    [Fact]
    public void Blocks_indent_what_is_inside_and_lines_end_in_LF()
    {
        CodeWriter w = new();
        using (w.Block("static int[] F() =>", end: ";"))
        {
            w.Line();
            w.Line("1,\n2,");
            w.Line();
            w.Line("3,  ");
        }

        Assert.Equal("static int[] F() =>\n{\n    1,\n    2,\n\n    3,\n};\n", w.ToString());
    }
}
