using System.Reflection;
using DeepDsl.CompilerServices;
using ILGPU;

namespace DeepDsl.Gpu.Tests;

/// <summary>
/// ILGPU takes two structures for one where the same fields follow each other, whatever structures these are in, and then fails to compile
/// whichever kernel uses the second of them in one context. So such a pair must not be.
/// </summary>
public sealed class StructureTests
{
    private static readonly Type[] All =
    [
        .. typeof(Product).Assembly.GetTypes().Where(t => t.IsValueType && !t.IsEnum && !t.IsGenericTypeDefinition && !t.IsByRefLike),
        typeof(ProductTarget<AsIs>), typeof(PhaseTarget<AsIs>), typeof(Slice<LinesAdjoin>), typeof(SliceCopy<MatrixOperand, LinesAdjoin>),
        typeof(ThreadTarget<LinesAdjoin, LinesAdjoin, ProductTarget<AsIs>>), typeof(ThreadTarget<LinesAdjoin, LinesAdjoin, PhaseTarget<AsIs>>),
        typeof(TensorTile8x8<BFloat16Format>), typeof(TensorTile8x4<BFloat16Format>), typeof(TensorTile4x4<TensorFloat32Format>),
        typeof(WarpSlices<BFloat16Format, LinesAdjoinApart, DepthAdjoins>), typeof((int, int)), typeof(AttentionSizes),
    ];

    [Fact]
    public void StructuresOfTheSameFields_AreNestedAlike()
    {
        Assert.Contains(typeof(WindowRows), All);
        Assert.All(All.GroupBy(t => string.Join(",", Flat(t))), same => Assert.Single(same.Select(Nested).Distinct()));
    }

    [Fact]
    public void NestingShows() => Assert.NotEqual(Nested(typeof((int, (int, int)))), Nested(typeof((int, int, int))));

    private static IEnumerable<Type> Fields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(f => f.FieldType);

    private static bool IsLeaf(Type type) => type.IsPrimitive || !type.IsValueType || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ArrayView<>));

    private static IEnumerable<string> Flat(Type type) => IsLeaf(type) ? [type.ToString()] : Fields(type).SelectMany(Flat);

    private static string Nested(Type type) => IsLeaf(type) ? type.ToString() : $"({string.Join(",", Fields(type).Select(Nested))})";
}
