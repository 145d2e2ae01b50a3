using System.Collections.Concurrent;
using System.Reflection;

namespace ILGPU.Execution;

/// <summary>Finds the methods whose threads can't simply run to their end one after the other.</summary>
internal static class Suspensions
{
    private static readonly ConcurrentDictionary<MethodBase, bool> Known = new();

    public static Suspension Kind(MethodBase method) =>
        method.DeclaringType?.Assembly == typeof(Suspensions).Assembly
            ? method.GetCustomAttribute<SuspendsAttribute>()?.Kind ?? Suspension.None
            : Suspension.None;

    /// <summary>True where the method, or a method it calls, stops at a barrier or a shuffle, or allocates shared memory.</summary>
    public static bool Contains(MethodBase method)
    {
        if (Kind(method) != Suspension.None)
        {
            return true;
        }

        if (!IsUserCode(method))
        {
            return false;
        }

        if (Known.TryGetValue(method, out bool known))
        {
            return known;
        }
        // Recursion never suspends by itself: whatever does is found on the way.
        Known[method] = false;
        return Known[method] = IlReader.Read(method).Any(i => i.Operand is MethodBase callee && Contains(callee));
    }

    public static InvalidOperationException NotRewritten() => new(
        "A barrier, a warp shuffle or shared memory was reached outside a kernel, or in a method that the kernel calls through an " +
        "interface; call it from a static method that the kernel calls directly.");

    public static bool IsUserCode(MethodBase method)
    {
        string assembly = method.Module.Assembly.GetName().Name ?? "";
        return assembly != "System.Private.CoreLib" && !assembly.StartsWith("System.", StringComparison.Ordinal)
            && !assembly.StartsWith("ILGPU", StringComparison.Ordinal) && method.GetMethodBody() is not null;
    }
}
