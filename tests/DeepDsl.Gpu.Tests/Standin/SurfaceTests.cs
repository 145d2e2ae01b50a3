using System.Reflection;
using System.Runtime.Loader;

namespace DeepDsl.Gpu.Tests;

/// <summary>What the stand-in offers, ILGPU offers under the same name and signature: code that fits one fits the other.</summary>
public sealed class SurfaceTests
{
    [Theory]
    [InlineData("ILGPU")]
    [InlineData("ILGPU.Algorithms")]
    public void StandinAssembly_HasPublicTypes(string assembly) => Assert.NotEmpty(PublicTypes(LoadStandin(assembly)));

    [PackageFact]
    public void EveryPublicMemberOfTheStandin_ExistsInIlgpu()
    {
        var missing = Missing("ILGPU", typeof(ILGPU.Context).Assembly)
            .Concat(Missing("ILGPU.Algorithms", typeof(ILGPU.Algorithms.XMath).Assembly));

        Assert.Equal("", string.Join("\n", missing));
    }

    private static IEnumerable<string> Missing(string standin, Assembly real)
    {
        foreach (var type in PublicTypes(LoadStandin(standin)))
        {
            if (real.GetType(type.FullName!) is not { IsVisible: true } realType)
            {
                yield return $"type {type}";
                continue;
            }

            if (type.IsValueType != realType.IsValueType || type.IsInterface != realType.IsInterface || type.IsEnum != realType.IsEnum)
            {
                yield return $"kind of {type}";
            }

            var known = Members(realType).Select(Signature).ToHashSet();
            foreach (string signature in Members(type).Select(Signature))
            {
                if (!known.Contains(signature))
                {
                    yield return $"{type}: {signature}";
                }
            }
        }
    }

    private static IEnumerable<Type> PublicTypes(Assembly assembly) => assembly.GetExportedTypes();

    private static IEnumerable<MemberInfo> Members(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy)
        .Concat(type.GetInterfaces().SelectMany(i => i.GetMembers()))
        .Where(member => member.DeclaringType != typeof(object) && member is not Type)
        .Where(member => member is not (MethodBase { IsPublic: false } or PropertyInfo { GetMethod.IsPublic: false }));

    private static string Signature(MemberInfo member) => member switch
    {
        MethodInfo method => $"{(method.IsStatic ? "static " : "")}{method}",
        FieldInfo { IsLiteral: true } constant => $"{constant} = {constant.GetRawConstantValue()}",
        _ => member.ToString()!,
    };

    /// <summary>Loads the built stand-in beside the assembly of the same name that the tests themselves use.</summary>
    private static Assembly LoadStandin(string name)
    {
        string folder = typeof(SurfaceTests).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "StandinFolder").Value!;
        var context = new AssemblyLoadContext($"standin {name}");
        context.Resolving += (loader, wanted) => Load(loader, folder, wanted.Name!);
        return Load(context, folder, name);
    }

    private static Assembly Load(AssemblyLoadContext context, string folder, string name) =>
        context.LoadFromAssemblyPath(Path.Combine(folder, name + ".dll"));
}
