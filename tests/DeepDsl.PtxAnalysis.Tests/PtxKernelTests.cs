namespace DeepDsl.PtxAnalysis.Tests;

/// <summary>What is read of a text, on texts of which it can be counted by hand.</summary>
public sealed class PtxKernelTests
{
    [Fact]
    public void Loops_are_found_inner_ones_first()
    {
        PtxKernel kernel = Texts.Kernel("""
                mov.b32	%r1, 0;
            L_1:
                setp.ge.s32	%p1, %r1, 8;
                @%p1 bra	L_4;
                mov.b32	%r2, 0;
            L_2:
                setp.ge.s32	%p2, %r2, 4;
                @%p2 bra	L_3;
                fma.rn.f32	%f1, %f2, %f3, %f1;
                add.s32	%r2, %r2, 1;
                bra.uni	L_2;
            L_3:
                add.s32	%r1, %r1, 1;
                bra.uni	L_1;
            L_4:
            """);

        Assert.Equal(2, kernel.Loops.Count);
        Assert.True(kernel.Loops[1].Blocks.IsProperSupersetOf(kernel.Loops[0].Blocks));
        Assert.Equal(kernel.Loops, kernel.ProductLoops);
        Assert.Equal(4352 + 1024, kernel.SharedBytes);
    }

    [Fact]
    public void Registers_live_from_where_they_are_written_to_where_they_are_read_last()
    {
        // Before the additions: f1 to f3, and the address, which is 64 bits; each addition frees one and fills one.
        PtxLiveness live = PtxLiveness.Of(Texts.Kernel("""
                ld.param.b64	%rd1, [_a_1];
                mov.f32	%f1, 0f00000000;
                mov.f32	%f2, 0f3F800000;
                mov.f32	%f3, 0f40000000;
                add.f32	%f4, %f1, %f2;
                add.f32	%f5, %f4, %f3;
                st.global.f32	[%rd1], %f5;
            """));

        Assert.Equal(new PtxLiveness(5, 0), live);
    }

    [Fact]
    public void What_the_next_round_reads_lives_through_the_loop()
    {
        string body = "add.f32\t%f1, %f1, %f9;\nmul.f32\t%f2, %f3, %f3;\nadd.f32\t%f9, %f9, %f2;\n";

        // The counter and its next value, or three sums with what is multiplied and the counter.
        Assert.Equal(new PtxLiveness(5, 1), PtxLiveness.Of(Texts.Loop(7, body)));
        Assert.Equal(new PtxLiveness(6, 1), PtxLiveness.Of(Texts.Loop(7, "mul.f32\t%f4, %f5, %f5;\n" + body)));
    }

    [Fact]
    public void A_write_under_a_predicate_keeps_what_was_there()
    {
        PtxLiveness certain = PtxLiveness.Of(Texts.Kernel("mov.f32\t%f1, %f2;\nadd.f32\t%f3, %f1, %f1;\n"));
        PtxLiveness perhaps = PtxLiveness.Of(Texts.Kernel("@%p1 mov.f32\t%f1, %f2;\nadd.f32\t%f3, %f1, %f1;\n"));

        Assert.Equal(new PtxLiveness(1, 0), certain);
        Assert.Equal(new PtxLiveness(2, 1), perhaps);
    }

    [Fact]
    public void Vectors_and_tensor_cores_write_all_that_their_braces_hold()
    {
        PtxInstruction load = PtxInstruction.Parse("ld.shared.v4.f32\t{%f1, %f2, %f3, %f4}, [%rd5+16]");
        PtxInstruction mma = PtxInstruction.Parse(
            "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%f1, %f2}, {%r1, %r2}, {%r3}, {%f1, %f2}");
        PtxInstruction store = PtxInstruction.Parse("st.shared.f32 [%rd1], %f1");
        PtxInstruction copy = PtxInstruction.Parse("cp.async.cg.shared.global\t[%rd1], [%rd2], 16, %r9");

        Assert.Equal(["%f1", "%f2", "%f3", "%f4"], load.Defines);
        Assert.Equal(["%rd5"], load.Uses);
        Assert.Equal(("shared", 16), (load.Space, load.Bytes));
        Assert.Equal(["%f1", "%f2"], mma.Defines);
        Assert.Equal(["%r1", "%r2", "%r3", "%f1", "%f2"], mma.Uses);
        Assert.Empty(store.Defines);
        Assert.Equal(["%rd1", "%f1"], store.Uses);
        Assert.Empty(copy.Defines);
        Assert.Equal(["%rd1", "%rd2", "%r9"], copy.Uses);
        Assert.Equal(("global", 16), (copy.Space, copy.Bytes));
    }

    [Fact]
    public void Facts_are_those_of_the_text()
    {
        PtxFacts facts = PtxFacts.Of(Texts.Loop(8, """
                ld.global.f32	%f1, [%rd1];
                ld.global.v4.f32	{%f2, %f3, %f4, %f5}, [%rd2];
                ld.f32	%f6, [%rd3];
                div.s32	%r4, %r1, 3;
                div.s32	%r5, %r1, 4;
                div.s32	%r6, %r9, %r8;
                add.f64	%rd4, %rd5, %rd5;
            """ + "\n" + Texts.MultiplyAdds(3)));

        Assert.Equal((1, 1, 1, 1, 3), (facts.NarrowLoadsWhereItMultiplies, facts.WideLoads, facts.GenericAccesses, facts.Doubles, facts.MultiplyAdds));
        // One of three: a quarter is a shift, and what does not change in the loop is divided before it.
        Assert.Equal(1, facts.DivisionsWhereItMultiplies);
        Assert.False(facts.HasLocalMemory || facts.HasForeignFunction);
    }

    [Fact]
    public void What_no_card_has_is_seen()
    {
        PtxFacts facts = PtxFacts.Of(Texts.Kernel(
            ".local .align 4 .b8 __local0[12];\ncall.uni (%f1), Fma, (%f2, %f3, %f4);\n", ".extern .func (.param .f32 r) Fma (.param .f32 a);"));

        Assert.True(facts is { HasLocalMemory: true, HasForeignFunction: true, Calls: 1 });
    }

    [Fact]
    public void A_text_without_a_kernel_is_refused() => Assert.Contains(".entry", Assert.Throws<FormatException>(() => PtxKernel.Parse(".version 7.0")).Message);
}
