using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using static DeepDsl.Compiler.Tests.Programs.HandMade;
using Buffer = DeepDsl.Compiler.Programs.Buffer;

namespace DeepDsl.Compiler.Tests.Programs;

using Dim = DeepDsl.Compiler.Ir.Dim;

public sealed class DumpTests
{
    [Fact]
    public void Loops_stand_around_what_they_run()
    {
        (Buffer x, Buffer y, Buffer state) = (Floats("x", Dim.N, 16), Floats("y", Dim.N, 16), Floats("state", Dim.N, 16));
        Loop time = new(LoopOver.Time, T, 1, [Sum(state, state, x)]);
        ProgramUnit unit = Unit(x, y, Sum(state, x), new Loop(LoopOver.Samples, Dim.N, 8, [time]), Sum(y, state));
        NameBuffers.Run(unit);
        PlanMemory.Run(unit);
        CodeWriter w = new();
        Dump.Write(w, unit);
        Dump.Places(w, unit);
        Assert.Equal("""
            Inference.Predict
            {
                Map: state [N, 16] = x
                for 8 of N over Samples
                {
                    for 1 of T over Time
                    {
                        Map: state [N, 16] = state + x
                    }
                }
                Map: y [N, 16] = state
            }

            Inference: 32*N floats, and 0 whatever the batch
            {
                Arena 0: x [N, 16], 16*N floats
                Arena 0: y [N, 16], 16*N floats
                Arena 16*N: state [N, 16], 16*N floats
            }

            """.ReplaceLineEndings("\n"), w.ToString());
    }
}
