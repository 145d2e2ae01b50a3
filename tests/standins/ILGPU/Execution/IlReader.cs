using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace ILGPU.Execution;

/// <param name="Offset">Place in the method, in bytes; branch targets are such places.</param>
/// <param name="OpCode">The long form where there are several.</param>
/// <param name="Operand">A member, a number, a branch target, or null.</param>
internal readonly record struct Instruction(int Offset, OpCode OpCode, object? Operand);

/// <summary>Decodes a method's IL, resolving tokens in the method's own generic context.</summary>
internal static class IlReader
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private static readonly Dictionary<string, OpCode> OpCodesByName = OpCodesByValue.Values.ToDictionary(code => code.Name!);

    public static IReadOnlyList<Instruction> Read(MethodBase method)
    {
        byte[] il = method.GetMethodBody()!.GetILAsByteArray()!;
        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        var instructions = new List<Instruction>();
        for (int at = 0; at < il.Length;)
        {
            int offset = at;
            short value = il[at++];
            if (value == 0xFE)
            {
                value = (short)(0xFE00 | il[at++]);
            }

            var code = OpCodesByValue[value];
            var argument = il.AsSpan(at);
            at += OperandSize(code, argument);
            int next = at;
            object? operand = code.OperandType switch
            {
                OperandType.InlineNone => null,
                OperandType.ShortInlineBrTarget => next + (sbyte)argument[0],
                OperandType.InlineBrTarget => next + Int32(argument),
                OperandType.ShortInlineI => (int)(sbyte)argument[0],
                OperandType.InlineI => Int32(argument),
                OperandType.InlineI8 => BinaryPrimitives.ReadInt64LittleEndian(argument),
                OperandType.ShortInlineR => BinaryPrimitives.ReadSingleLittleEndian(argument),
                OperandType.InlineR => BinaryPrimitives.ReadDoubleLittleEndian(argument),
                OperandType.ShortInlineVar => (int)argument[0],
                OperandType.InlineVar => (int)BinaryPrimitives.ReadUInt16LittleEndian(argument),
                OperandType.InlineString => method.Module.ResolveString(Int32(argument)),
                OperandType.InlineSwitch => SwitchTargets(argument, next),
                OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok =>
                    method.Module.ResolveMember(Int32(argument), typeArguments, methodArguments),
                _ => throw new NotSupportedException($"{method.DeclaringType}.{method.Name} uses {code.Name}, which no kernel can."),
            };
            instructions.Add(LongForm(new(offset, code, operand)));
        }

        return instructions;
    }

    private static int Int32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32LittleEndian(bytes);

    private static int OperandSize(OpCode code, ReadOnlySpan<byte> argument) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * Int32(argument),
        _ => 4,
    };

    private static int[] SwitchTargets(ReadOnlySpan<byte> argument, int next)
    {
        var targets = new int[Int32(argument)];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = next + Int32(argument[(4 + 4 * i)..]);
        }

        return targets;
    }

    /// <summary>ldloc.1, ldc.i4.5, br.s and their like become ldloc 1, ldc.i4 5 and br: one case each for the rewriter.</summary>
    private static Instruction LongForm(Instruction instruction)
    {
        string name = instruction.OpCode.Name!;
        if (name == "ldc.i4.m1")
        {
            return instruction with { OpCode = OpCodes.Ldc_I4, Operand = -1 };
        }

        string[] parts = name.Split('.');
        if (parts[^1] == "s")
        {
            return instruction with { OpCode = OpCodesByName[string.Join('.', parts[..^1])] };
        }

        if (parts[0] is "ldarg" or "ldloc" or "stloc" or "ldc" && int.TryParse(parts[^1], out int number))
        {
            return instruction with { OpCode = OpCodesByName[string.Join('.', parts[..^1])], Operand = number };
        }

        return instruction;
    }
}
