using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>
/// Layers over sequences and graphs whose sizes a call sets, one upon the other: one compiled program gives at each size what the interpreter
/// gives for the model with that constant.
/// </summary>
[Trait("Category", "Sweep")]
public sealed class OpenModelTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    private static readonly Lazy<CompiledModels> s_compiled = new(() => new CompiledModels("OpenModels", OpenModels.All.Select(m => m.Spec)));

    public static TheoryData<string> Names => [.. OpenModels.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void One_program_serves_every_size(string name) => Each(name, (model, definition, sizes) => Assert.All(
        CpuConformanceTests.UsualWidths,
        width => CpuConformanceTests.Check(training => model.Build(sizes, training), model.Values(sizes), definition, width, symbols: sizes)));

    [Theory]
    [MemberData(nameof(Names))]
    public void One_program_of_a_gpu_serves_every_size(string name) => Each(name, (model, definition, sizes) =>
        GpuConformanceTests.Check(devices.Card, training => model.Build(sizes, training), model.Values(sizes), definition, sizes));

    private static void Each(string name, Action<OpenModel, NetworkDefinition, SymbolValues> check)
    {
        OpenModel model = OpenModels.All.Single(m => m.Name == name);
        NetworkDefinition definition = s_compiled.Value.Definition(model.Spec);
        foreach ((int t, int s) in OpenModels.Sizes.Where(p => p.T >= model.Least))
        {
            check(model, definition, new SymbolValues(T: t, S: s, Nodes: t, Edges: 2 * s));
        }
    }
}
