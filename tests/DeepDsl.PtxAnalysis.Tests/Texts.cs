namespace DeepDsl.PtxAnalysis.Tests;

/// <summary>PTX written by hand around a few instructions.</summary>
internal static class Texts
{
    public static PtxKernel Kernel(string body, string before = "") => PtxKernel.Parse($$"""
        .version 7.0
        .target sm_80
        .address_size 64
        {{before}}
        .visible .entry Kernel_Example(
            .param .b32 _n_1
        )
        .maxntid 256, 1, 1
        {
            .shared .align 16 .b8 __shared_alloca0[4352];
            .shared .align 16 .b8 __shared_alloca1[1024];
            .reg .pred	%p<9>;
            .reg .b32	%r<99>;
            .reg .b64	%rd<99>;
            .reg .f32	%f<999>;
        {{body}}
            ret;
        }
        """);

    /// <summary>A loop of so many rounds around its instructions.</summary>
    public static PtxKernel Loop(int rounds, string body) => Kernel($"""
            mov.b32	%r1, 0;
        L_1:
            setp.ge.s32	%p1, %r1, {rounds};
            @%p1 bra	L_2;
        {body}
            add.s32	%r2, %r1, 1;
            mov.b32	%r1, %r2;
            bra.uni	L_1;
        L_2:
        """);

    /// <summary>So many multiply-adds into registers of their own.</summary>
    public static string MultiplyAdds(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"fma.rn.f32\t%f{100 + i}, %f1, %f2, %f{100 + i};\n"));
}
