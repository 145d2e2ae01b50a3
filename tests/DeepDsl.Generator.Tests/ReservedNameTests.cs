using System.Reflection;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Generator.Tests;

/// <summary>A generated member called Loss would hide the enum from the attributes of its own class.</summary>
public sealed class ReservedNameTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Every kind of member that is ever generated.</summary>
    private const string Everything = """
        using DeepDsl;
        enum Mood { Good, Bad }
        [Model, Input(8, 8, 3), Conv2D(4, Kernel = 3), BatchNorm, PReLU, SeparableConv2D(3, Kernel = 3), Unit(Repeat = 2), Flatten, Dense(2)]
        [Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Mood))]
        partial class Everything;
        [Model, Input(4, Type = ElementType.Int32), Embedding(5, 3), Dense(5)] partial class Writer;
        [Model, Input(2), Dense(2), Tune("Rho", Low = 0, High = 0.5)] partial class Searched;
        [Features] partial record Person(double Age, [Label] Mood? Mood);
        [Model, Input(typeof(Person)), Dense(2), Loss(Loss.SoftmaxCrossEntropy)] partial class Judge;
        [Block, Conv2D(Size, Kernel = 1), GroupNorm(1)] partial class Unit { [Parameter] const int Size = 2; [Parameter] const Padding Padding = DeepDsl.Padding.Same; }
        """;

    private static IEnumerable<string> TypesOfDeepDsl => typeof(ModelAttribute).Assembly.GetExportedTypes()
        .Where(t => t.Namespace == "DeepDsl" && !t.IsNested).Select(t => t.Name.Split('`')[0]);

    [Fact]
    public void Every_type_that_is_written_by_name_is_reserved() =>
        AssertSame(TypesOfDeepDsl.Where(n => !n.EndsWith("Attribute", StringComparison.Ordinal)), ReservedNames.Types, nameof(ReservedNames.Types));

    [Fact]
    public void Every_member_of_a_model_is_reserved()
    {
        IEnumerable<string> inherited = typeof(Network).GetMembers(All)
            .Where(m => m is not (ConstructorInfo or Type) && m is not MethodInfo { IsSpecialName: true } && !IsPrivate(m)).Select(m => m.Name);
        Compilation output = GeneratorRun.Of(Everything).Compiles().Output;
        IEnumerable<string> generated = new[] { "Everything", "Writer", "Searched", "Judge" }.SelectMany(name => output.GetTypeByMetadataName(name)!.GetMembers()).Where(m => m.CanBeReferencedByName && m is not INamedTypeSymbol && !IsLayer(m)).Select(m => m.Name);
        AssertSame(inherited.Concat(generated), ReservedNames.Members, nameof(ReservedNames.Members));
    }

    [Fact]
    public void No_generated_member_bears_the_name_of_a_type()
    {
        GeneratorRun run = GeneratorRun.Of(Everything).Compiles();
        HashSet<string> types = [.. TypesOfDeepDsl];
        string[] names = [.. Names(run.Output.GetTypeByMetadataName("Everything")!), .. Names(run.Output.GetTypeByMetadataName("UnitAttribute")!).Except(["Padding"])];
        Assert.Contains("SeparableConv1", names);
        Assert.DoesNotContain(names, types.Contains);
    }

    [Theory]
    [InlineData("loss", "Layer loss gives a member Loss, which would hide the type Loss inside the attributes of the class; name it otherwise.")]
    [InlineData("fit", "Layer fit gives a member Fit, which every model has already; name it otherwise.")]
    [InlineData("net", "Layer net gives a member Net, which is the name of its class; name it otherwise.")]
    [InlineData("mine", "Layer mine gives a member Mine, which Net has already; name it otherwise.")]
    [InlineData("getType", "Layer getType gives a member GetType, which every object has already; name it otherwise.")]
    [InlineData("dense1", "Layers dense1 and Dense1 both give a member Dense1; name one otherwise.")]
    public void A_layer_whose_member_is_taken_is_a_problem(string name, string message)
    {
        ModelSpec spec = Parsing.Parsed.Model($$"""
            using DeepDsl;
            [Model, Input(2), Dense(2, Name = "{{name}}"), Dense(2, Name = "{{(name == "dense1" ? "Dense1" : "other")}}")] partial class Net { int Mine() => 1; }
            """);
        Problem problem = Assert.Single(Compiler.Pipeline.Compile(spec).Problems);
        Assert.Equal(message, problem.Message);
        Assert.Equal(name == "dense1" ? ProblemKind.DuplicateName : ProblemKind.ReservedName, problem.Kind);
    }

    [Fact]
    public void A_layer_without_parameters_may_have_any_name() => GeneratorRun.Of(
        "using DeepDsl; [Model, Input(2), Dense(2), Tanh(Name = \"loss\"), Loss(Loss.Huber)] partial class Net;").Compiles();

    [Fact]
    public void A_user_member_in_the_place_of_a_generated_one_is_a_problem()
    {
        ModelSpec spec = Parsing.Parsed.Model("using DeepDsl; [Model, Input(2), Dense(2)] partial class Net { static string Summary = \"\"; }");
        Assert.Equal("Net has a member Summary, which is generated for every model; rename yours.",
            Assert.Single(Compiler.Pipeline.Compile(spec).Problems).Message);
    }

    private static void AssertSame(IEnumerable<string> actual, IEnumerable<string> table, string name)
    {
        string[] expected = [.. actual.Distinct().Order(StringComparer.Ordinal)];
        Assert.True(expected.SequenceEqual(table.Order(StringComparer.Ordinal)), $"Set ReservedNames.{name} to \"{string.Join("\", \"", expected)}\".");
    }

    private static bool IsPrivate(MemberInfo member) => member switch
    {
        FieldInfo field => field.IsPrivate || field.IsAssembly,
        MethodInfo method => method.IsPrivate || method.IsAssembly,
        PropertyInfo property => property.GetMethod is { IsPrivate: true } or { IsAssembly: true },
        _ => false,
    };

    private static bool IsLayer(ISymbol member) => member is IPropertySymbol { Type.Name: var type } && type.EndsWith("Layer", StringComparison.Ordinal);

    private static IEnumerable<string> Names(INamedTypeSymbol type) => type.GetMembers().Where(m => m.CanBeReferencedByName)
        .SelectMany(m => m is INamedTypeSymbol nested ? Names(nested).Append(m.Name) : [m.Name]);
}
