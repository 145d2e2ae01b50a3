using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>Rows of a table by index, and the sum of rows into it. Indices were checked where they entered the model.</summary>
internal static class TableEmitter
{
    public static KernelCall Gather(GatherLaunch step)
    {
        int width = step.TableShape[1].Value;
        Dim rows = step.YShape.Size.DivideBy(width)!.Value;
        CodeWriter w = new();
        w.Line("ref float table = ref launch[0];");
        w.Line("ref int indices = ref Unsafe.As<float, int>(ref launch[1]);");
        w.Line("ref float y = ref launch[2];");
        using (w.Block("for (int row = begin; row < end; row++)"))
        {
            w.Line($"nint from = (nint)Unsafe.Add(ref indices, row) * {width};");
            w.Line($"nint to = (nint)row * {width};");
            using (w.Block($"for (int i = 0; i < {width}; i += V.Width)"))
            {
                w.Line("V value = V.Load(ref Unsafe.Add(ref table, from + i));");
                LoopOperands.Store(w, "value", "Unsafe.Add(ref y, to + i)", $"{width} - i");
            }
        }

        return new KernelCall("Gather", $"{step.TableShape} -> {step.YShape}", w.ToString(), Literals.Int(rows), width,
            [Addresses.Of(step.Table), Addresses.Of(step.Indices), Addresses.Of(step.Y)]);
    }

    /// <summary>A work item is one vector of columns, over all rows in order: the same sum whatever the number of threads.</summary>
    public static KernelCall ScatterAdd(ScatterAddLaunch step)
    {
        int width = step.TableShape[1].Value;
        CodeWriter w = new();
        w.Line("ref int indices = ref Unsafe.As<float, int>(ref launch[0]);");
        w.Line("ref float updates = ref launch[1];");
        w.Line("ref float table = ref launch[2];");
        w.Line("int n = launch.N;");
        using (w.Block("for (int item = begin; item < end; item++)"))
        {
            w.Line("int i = item * V.Width;");
            w.Line($"int left = {width} - i;");
            using (w.Block($"for (int row = 0; row < {step.TableShape[0].Value}; row++)"))
            {
                LoopOperands.Store(w, "V.Zero", $"Unsafe.Add(ref table, ((nint)row * {width}) + i)", "left");
            }

            using (w.Block($"for (int row = 0; row < {Literals.Int(step.IndexShape.Size)}; row++)"))
            {
                w.Line($"nint to = ((nint)Unsafe.Add(ref indices, row) * {width}) + i;");
                w.Line($"V sum = V.Load(ref Unsafe.Add(ref table, to)) + V.Load(ref Unsafe.Add(ref updates, ((nint)row * {width}) + i));");
                LoopOperands.Store(w, "sum", "Unsafe.Add(ref table, to)", "left");
            }
        }

        return new KernelCall("ScatterAdd", $"{step.IndexShape} into {step.TableShape}", w.ToString(), $"({width} + V.Width - 1) / V.Width",
            100_000, [Addresses.Of(step.Indices), Addresses.Of(step.Updates), Addresses.Of(step.Table)]);
    }
}
