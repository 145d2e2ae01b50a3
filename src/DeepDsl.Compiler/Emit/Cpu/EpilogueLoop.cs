using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>
/// What follows a product, applied to each row as soon as its tiles have written it and while it is still in cache. On the tiles' own
/// registers it would save a load and a store a vector, and need every tile once more for every epilogue.
/// </summary>
internal static class EpilogueLoop
{
    public static void Declare(CodeWriter w, Epilogue epilogue, int firstOperand)
    {
        string[] names = [.. epilogue.Operands.Select((o, i) => (o, i)).Where(p => p.o.Random is null).Select(p => $"e{p.i}")];
        LaunchOperands.Declare(w, firstOperand, names);
        LoopOperands.DeclareKeys(w, epilogue.Operands);
    }

    /// <summary>Applies it to <paramref name="width"/> columns of C from the offset "at", which lie in column <paramref name="column"/>.</summary>
    public static void Apply(CodeWriter w, Epilogue epilogue, Shape shape, string c, string column, string width)
    {
        using (w.Block($"for (int j = 0; j < {width}; j += V.Width)"))
        {
            w.Line($"V v0 = V.Load(ref Unsafe.Add(ref {c}, at + j));");
            for (int i = 0; i < epilogue.Operands.Count; i++)
            {
                w.Line($"V v{i + 1} = {Operand(epilogue.Operands[i], i, shape, "at + j", $"{column} + j")};");
            }

            string text = new ExprEmitter(w, argument => $"v{argument}").Emit([epilogue.Body])[0];
            w.Line($"V result = {ExprEmitter.Unwrapped(text)};");
            LoopOperands.Store(w, "result", $"Unsafe.Add(ref {c}, at + j)", $"{width} - j");
        }
    }

    /// <summary>Applies a convolution's to one row of output pixels, which begins at the offset "write" in column "output".</summary>
    public static void Row(CodeWriter w, ConvLaunch step, Image image, int vectors)
    {
        if (IsNone(step.Epilogue))
        {
            return;
        }

        w.Line($"int width = Math.Min(left, {vectors} * V.Width);");
        using (w.Block($"for (int p = 0; p < {image.OutW}; p++)"))
        {
            w.Line($"nint at = write + (p * {image.Outputs});");
            Apply(w, step.Epilogue, step.YShape, "y", "output", "width");
        }
    }

    public static bool IsNone(Epilogue epilogue) => epilogue.Body is ArgExpr { Index: 0 };

    /// <param name="operand">What to read.</param>
    /// <param name="i">Which it is.</param>
    /// <param name="shape">Of the product: an operand of the same shape has an element for each of its.</param>
    /// <param name="place">Where in the product the vector lies.</param>
    /// <param name="column">Its column, where the operand has an element a column.</param>
    public static string Operand(LoopOperand operand, int i, Shape shape, string place, string column) =>
        operand.Random is { } random ? LoopOperands.Draw(random, i, place)
        : operand.Shape.Size.IsOne ? LoopOperands.Broadcast(operand, $"e{i}")
        : LoopOperands.Load(operand, $"Unsafe.Add(ref e{i}, {(operand.Shape == shape ? place : column)})");

    public static IEnumerable<string> Addresses(Epilogue epilogue) =>
        epilogue.Operands.Where(o => o.Value is not null).Select(o => Cpu.Addresses.Of(o.Value!));
}
