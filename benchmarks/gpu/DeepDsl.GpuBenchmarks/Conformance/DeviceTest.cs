using System.Reflection;
using DeepDsl.Conformance.Tests;
using DeepDsl.Gpu.Tests;
using Xunit;
using Xunit.Sdk;

namespace DeepDsl.GpuBenchmarks.Conformance;

/// <summary>A case of a test that is given a device; on a machine with a card that is the card.</summary>
internal sealed record DeviceTest(Type Class, MethodInfo Method, object?[] Arguments)
{
    /// <summary>Cases that stay together: neighbours share what they compile.</summary>
    private const int BlockSize = 24;

    public string Name => $"{Class.Name}.{Method.Name}({string.Join(", ", Arguments)})";

    /// <summary>The fixtures of the class: what opens devices.</summary>
    public IEnumerable<Type> Fixtures => FixturesOf(Class);

    /// <summary>
    /// Those of both test projects, in an order that every process finds. Of sweeps only those that ask for it (a trait "Device", "Card"):
    /// the others repeat in large groups what ran in small ones, and on a card all groups are large.
    /// </summary>
    public static IEnumerable<DeviceTest> All =>
        from type in typeof(GpuConformanceTests).Assembly.GetTypes().Concat(typeof(GpuTest).Assembly.GetTypes())
            .OrderBy(t => t.FullName, StringComparer.Ordinal)
        where !type.IsAbstract && FixturesOf(type).Any() && !IsLeftOut(type)
        from method in type.GetMethods().OrderBy(m => m.Name, StringComparer.Ordinal)
        where method.GetCustomAttribute<FactAttribute>() is { Skip: null } && !IsLeftOut(method)
        from arguments in Rows(method)
        select new DeviceTest(type, method, arguments);

    /// <summary>Those of one worker among several: blocks of neighbours in turn.</summary>
    public static List<DeviceTest> OfShard(int shard, int shards, string? only) =>
    [
        .. All.Where(t => only is null || t.Name.Contains(only, StringComparison.Ordinal)).GroupBy(t => t.Class)
            .SelectMany(tests => tests.Chunk(BlockSize)).Where((_, i) => i % shards == shard).SelectMany(block => block),
    ];

    private static IEnumerable<Type> FixturesOf(Type type) => type.GetInterfaces()
        .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IClassFixture<>)).Select(i => i.GetGenericArguments()[0])
        .Where(fixture => fixture == typeof(GpuTestDevice) || fixture == typeof(GpuDevices));

    private static IEnumerable<object?[]> Rows(MethodInfo method) => method.GetCustomAttribute<TheoryAttribute>() is null
        ? [[]]
        : method.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(method));

    private static bool IsLeftOut(MemberInfo member) => HasTrait(member, "Sweep") && !HasTrait(member, "Card");

    private static bool HasTrait(MemberInfo member, string value) => member.CustomAttributes.Any(
        a => a.AttributeType == typeof(TraitAttribute) && a.ConstructorArguments.Any(argument => value.Equals(argument.Value)));
}
