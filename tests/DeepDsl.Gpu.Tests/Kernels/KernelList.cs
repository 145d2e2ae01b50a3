using System.Reflection;

namespace DeepDsl.Gpu.Tests;

/// <summary>
/// Every hand-written kernel, each generic one with every type that it takes, and those emitted for the models of these tests.
/// </summary>
internal static class KernelList
{
    private static readonly Type[] Types = typeof(GpuDevice).Assembly.GetTypes();

    public static IEnumerable<MethodInfo> All => HandWritten.Concat(Emitted);

    public static IEnumerable<MethodInfo> HandWritten =>
        from type in Types
        where type.Namespace == "DeepDsl.Gpu.Kernels" && type.Name.EndsWith("Kernels", StringComparison.Ordinal)
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where method.ReturnType == typeof(void)
        from kernel in Instances(method)
        select kernel;

    private static IEnumerable<MethodInfo> Emitted =>
        from type in typeof(KernelList).Assembly.GetTypes()
        where type.Namespace?.StartsWith("DeepDsl.Generated.", StringComparison.Ordinal) == true && type.Name == "Gpu"
        from method in Ptx.KernelsOf(type)
        select method;

    public static string NameOf(MethodInfo kernel) =>
        (kernel.DeclaringType!.Name == "Gpu" ? kernel.DeclaringType.Namespace!.Split('.')[^1] : kernel.DeclaringType.Name)
        + "." + kernel.Name
        + string.Concat(kernel.GetGenericArguments().Select(argument => "/" + argument.Name));

    private static IEnumerable<MethodInfo> Instances(MethodInfo method)
    {
        if (!method.IsGenericMethodDefinition)
        {
            return [method];
        }

        var constraint = method.GetGenericArguments().Single().GetGenericParameterConstraints().Single(c => c.IsInterface);
        return Types.Where(type => type.IsValueType && constraint.IsAssignableFrom(type)).Select(type => method.MakeGenericMethod(type));
    }
}
