using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Gpu;

/// <summary>Rows of a table by index, and the sum of rows into it: a thread for each element that is written, hence no atomics.</summary>
internal static class GpuTableEmitter
{
    public static GpuKernel Gather(GatherLaunch step)
    {
        int width = step.TableShape[1].Value;
        KernelArguments arguments = new();
        (string table, string indices) = (arguments.Read(step.Table), arguments.Read(step.Indices));
        string y = arguments.Write(step.Y);
        CodeWriter w = new();
        w.Line($"int row = i / {width};");
        w.Line($"{y}[i] = {table}[({indices}[row] * {width}) + (i - (row * {width}))];");
        return new GpuKernel("Gather", $"{step.TableShape} -> {step.YShape}", arguments, w.ToString(), Literals.Int(step.YShape.Size));
    }

    /// <summary>Every element looks at all indices in order: the same sum on every device.</summary>
    public static GpuKernel ScatterAdd(ScatterAddLaunch step)
    {
        int width = step.TableShape[1].Value;
        KernelArguments arguments = new();
        (string indices, string updates) = (arguments.Read(step.Indices), arguments.Read(step.Updates));
        string table = arguments.Write(step.Table);
        CodeWriter w = new();
        w.Line($"int row = i / {width};");
        w.Line($"int column = i - (row * {width});");
        w.Line("float sum = 0f;");
        using (w.Block($"for (int k = 0; k < {Literals.Int(step.IndexShape.Size)}; k++)"))
        using (w.Block($"if ({indices}[k] == row)"))
        {
            w.Line($"sum += {updates}[(k * {width}) + column];");
        }

        w.Line($"{table}[i] = sum;");
        string threads = Literals.Int(step.TableShape.Size);
        return new GpuKernel("ScatterAdd", $"{step.IndexShape} into {step.TableShape}", arguments, w.ToString(), threads);
    }
}
