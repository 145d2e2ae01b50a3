namespace DeepDsl.PtxAnalysis.Tests;

/// <summary>The estimate on loops of which it can be worked out by hand.</summary>
public sealed class PeakEstimateTests
{
    /// <summary>In groups of 16 by 16 threads.</summary>
    private static PeakEstimate Of(PtxKernel kernel) => PeakEstimate.Of(kernel, 16, 16);

    [Fact]
    public void Multiply_adds_alone_reach_nearly_all()
    {
        PeakEstimate estimate = Of(Texts.Loop(100, Texts.MultiplyAdds(64)));

        // Beside them the counter, its comparison, and two branches.
        Assert.Equal(64, estimate.Cost.MultiplyAdds);
        Assert.Equal(68, estimate.Cost.Issued);
        Assert.Equal("issue", estimate.Bound);
        Assert.Equal(64.0 / 68, estimate.Share, 1e-9);
    }

    [Fact]
    public void An_address_costs_once_for_all_that_differ_by_a_constant()
    {
        const string loads = """
                mul.lo.s32	%r10, %r1, 17;
                mul.wide.u32	%rd10, %r10, 16;
                add.u64	%rd11, %rd1, %rd10;
                ld.shared.f32	%f10, [%rd11];
                add.s32	%r11, %r10, 5;
                mul.wide.u32	%rd12, %r11, 16;
                add.u64	%rd13, %rd1, %rd12;
                ld.shared.f32	%f11, [%rd13];

            """;
        LoopCost cost = Of(Texts.Loop(100, loads + Texts.MultiplyAdds(16))).Cost;

        // The counter, its comparison, and one address.
        Assert.Equal((3, 2), (cost.Ints, cost.Accesses));
    }

    [Theory]
    // All threads the same word; each its own; with a stride of two words, of 32; 16 bytes each; of which 16 threads share each.
    [InlineData("f32", "%tid.z", 4, 1)]
    [InlineData("f32", "%tid.x", 4, 1)]
    [InlineData("f32", "%tid.x", 8, 1)]
    [InlineData("f32", "%tid.x", 64, 8)]
    [InlineData("v4.f32", "%tid.x", 16, 4)]
    [InlineData("v4.f32", "%tid.y", 16, 2)]
    public void Banks_give_what_they_can_in_a_cycle(string type, string thread, int bytes, double cycles)
    {
        string target = type == "f32" ? "%f1" : "{%f1, %f2, %f3, %f4}";
        LoopCost cost = Of(Texts.Loop(4, $"""
                mov.u32	%r10, {thread};
                mul.wide.u32	%rd10, %r10, {bytes};
                add.u64	%rd11, %rd1, %rd10;
                ld.shared.{type}	{target}, [%rd11];

            """ + Texts.MultiplyAdds(4))).Cost;

        Assert.Equal(cycles, cost.SharedCycles);
    }

    [Fact]
    public void A_register_used_anew_is_not_what_it_was()
    {
        PtxKernel kernel = Texts.Kernel($"""
                mov.u32	%r10, %tid.x;
                mul.wide.u32	%rd10, %r10, 128;
                add.u64	%rd11, %rd1, %rd10;
                st.shared.f32	[%rd11], %f1;
                mov.b64	%rd11, __shared_alloca0;
                mov.b32	%r1, 0;
            L_1:
                setp.ge.s32	%p1, %r1, 9;
                @%p1 bra	L_2;
                ld.shared.f32	%f9, [%rd11];
            {Texts.MultiplyAdds(8)}
                add.s32	%r2, %r1, 1;
                mov.b32	%r1, %r2;
                bra.uni	L_1;
            L_2:
            """);

        Assert.Equal(1, Of(kernel).Cost.SharedCycles);
    }

    [Fact]
    public void Loops_inside_count_as_often_as_they_run()
    {
        PtxKernel kernel = Texts.Loop(10, $"""
                bar.sync	0;
                mov.b32	%r10, 3;
            L_3:
                setp.ge.s32	%p2, %r10, 16;
                @%p2 bra	L_4;
            {Texts.MultiplyAdds(8)}
                add.s32	%r11, %r10, 4;
                mov.b32	%r10, %r11;
                bra.uni	L_3;
            L_4:
            """);
        LoopCost cost = Of(kernel).Cost;

        // From 3 by 4 up to 16: four rounds.
        Assert.Equal((32, 1), (cost.MultiplyAdds, cost.Barriers));
    }

    [Fact]
    public void Waiting_at_barriers_is_shared_by_the_groups_that_fit()
    {
        string body = Texts.MultiplyAdds(64);
        PeakEstimate without = Of(Texts.Loop(10, body));
        PeakEstimate with = Of(Texts.Loop(10, "bar.sync\t0;\n" + body));

        // 70 or so registers a thread: three groups of 256 in 65,536.
        Assert.Equal(3, with.GroupsAtOnce);
        double cycles = 69 / 4.0 * 8;
        Assert.Equal(64 / 4.0 * 8 / (cycles + (Hopper.Barrier / 3)), with.Share, 1e-9);
        Assert.True(with.Share < without.Share);
    }

    [Fact]
    public void Tensor_cores_reach_what_a_single_warp_may_ask_of_them()
    {
        const string mma = "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%f1, %f2, %f3, %f4}, {%r20, %r21, %r22, %r23}, {%r24, %r25}, {%f1, %f2, %f3, %f4};\n";
        PeakEstimate estimate = Of(Texts.Loop(100, string.Concat(Enumerable.Repeat(mma, 32))));

        Assert.Equal(("tensor cores", 32), (estimate.Bound, estimate.Cost.TensorInstructions));
        Assert.Equal(Hopper.OfTensorPeak, estimate.Share, 1e-9);
    }

    [Fact]
    public void A_loop_that_cannot_be_counted_is_named()
    {
        PtxKernel kernel = Texts.Loop(10, $"""
                mov.b32	%r10, 0;
            L_3:
                setp.ge.s32	%p2, %r10, %r50;
                @%p2 bra	L_4;
                add.s32	%r11, %r10, 4;
                mov.b32	%r10, %r11;
                bra.uni	L_3;
            L_4:
            {Texts.MultiplyAdds(8)}
            """);

        Assert.Contains("Kernel_Example", Assert.Throws<InvalidOperationException>(() => Of(kernel)).Message);
    }
}
