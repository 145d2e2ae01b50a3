using System.Reflection;
using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Runtime.Tests;

/// <summary>
/// As a program this assembly has every operation on registers compiled, in the processes that <see cref="Simd.WideCodeTests"/> and
/// <see cref="Simd.NarrowCodeTests"/> start and whose code they read.
/// </summary>
internal static class Program
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static void Main()
    {
        Type[] registers = [typeof(Simd512), typeof(Simd128), typeof(SimdScalar)];
        foreach (MethodInfo method in registers.SelectMany(type => type.GetMethods(Declared)))
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }

        // What the operations call rather than inline.
        float[] values = Enumerable.Repeat(1e6f, Simd512.Width).ToArray();
        (Simd512.Pow(Simd512.Load(ref values[0]), Simd512.Iota) + Simd512.Sin(Simd512.Load(ref values[0]))).Store(ref values[0]);
        AddLoaded(ref values[0], ref values[0]);
        Simd128.Pow(Simd128.Load(ref values[0]), Simd128.Iota).Store(ref values[0]);
        SimdScalar.Pow(SimdScalar.Load(ref values[0]), SimdScalar.Iota).Store(ref values[0]);
    }

    /// <summary>Loading alone is a copy of memory, for which .NET takes the registers that it prefers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddLoaded(ref float source, ref float target) =>
        (Simd512.Load(ref source) + Simd512.Load(ref target)).Store(ref target);
}
