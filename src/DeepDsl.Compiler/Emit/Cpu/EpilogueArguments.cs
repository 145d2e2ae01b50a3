using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Schedule;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>How a kernel hands an epilogue's operands to its tiles.</summary>
internal static class EpilogueArguments
{
    public static void Declare(CodeWriter w, Epilogue epilogue, int firstOperand)
    {
        int at = firstOperand;
        for (int i = 0; i < epilogue.Operands.Count; i++)
        {
            w.Line(epilogue.Operands[i].Random is { } random
                ? $"uint key{i} = launch.Key({random.Stream});" : $"ref float e{i} = ref launch[{at++}];");
        }
    }

    /// <summary>The arguments for a tile whose first element is at <paramref name="place"/> of C, in column <paramref name="column"/>.</summary>
    public static string Pass(Epilogue epilogue, Shape shape, string place, string column)
    {
        IEnumerable<string> arguments = epilogue.Operands.Select((o, i) =>
            o.Random is not null ? $", key{i}"
            : o.Shape.Size.IsOne ? $", ref e{i}"
            : o.Shape == shape ? $", ref Unsafe.Add(ref e{i}, {place})"
            : $", ref Unsafe.Add(ref e{i}, {column})");
        return string.Concat(arguments) + (epilogue.Operands.Any(o => o.Random is not null) ? $", (uint)({place})" : "");
    }

    public static IEnumerable<string> Addresses(Epilogue epilogue) =>
        epilogue.Operands.Where(o => o.Value is not null).Select(o => Cpu.Addresses.Of(o.Value!));
}
