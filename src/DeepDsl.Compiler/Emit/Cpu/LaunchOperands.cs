namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>What a kernel takes from its launch, under names.</summary>
internal static class LaunchOperands
{
    private const int MostOnALine = 5;

    /// <summary>Names the operands from number <paramref name="first"/> on.</summary>
    public static void Declare(CodeWriter w, int first, params string[] names)
    {
        for (int i = 0; i < names.Length; i += MostOnALine)
        {
            IEnumerable<string> line = names.Skip(i).Take(MostOnALine).Select((name, k) => $"{name} = ref launch[{first + i + k}]");
            w.Line($"ref float {string.Join(", ", line)};");
        }
    }
}
