using DeepDsl.Compiler.Spec;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator.Tests.Parsing;

public sealed class ModelParserTests
{
    private static string Layers(ModelSpec spec) => string.Join("; ", spec.Layers);

    private static string Problems(ModelSpec spec) => string.Join("\n", spec.Problems.Select(p => $"{p.Kind}: {p.Message}"));

    [Fact]
    public void Layers_come_in_source_order_with_arguments_by_property_name()
    {
        ModelSpec spec = Parsed.Model("""
            using DeepDsl;
            namespace Nets.Inner;
            [Model, Input(28, 28, 1, Name = "image")]
            [Dense(units: 8 * 2, Activation = Activation.ReLU, L2 = 1e-4f), Tanh]
            [Dense(Bias = false, units: Net.Classes)]
            [Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 0.003)]
            internal partial class Net { public const int Classes = 10; private int _count; public void Reset() { } }
            """);
        Assert.Equal(
            "Input(Shape = [28, 28, 1], Name = \"image\"); Dense(Units = 16, Activation = Activation.ReLU, L2 = 9.999999747378752E-05); "
            + "Tanh; Dense(Bias = false, Units = 10)", Layers(spec));
        Assert.Equal(
            "Loss(Kind = Loss.SoftmaxCrossEntropy); Train(Optimizer = Optimizer.AdamW, LearningRate = 0.003)",
            string.Join("; ", spec.Settings));
        Assert.Equal(("Nets.Inner", "Net", "internal"), (spec.Namespace, spec.Name, spec.Accessibility));
        Assert.Equal(["Classes", "_count", "Reset()"], spec.Members.Select(m => m.Parameters is null ? m.Name : $"{m.Name}({m.Parameters})"));
        Assert.Empty(spec.Problems);
    }

    [Fact]
    public void Qualified_names_aliases_and_explicit_arrays_are_read()
    {
        ModelSpec spec = Parsed.Model("""
            using Wide = DeepDsl.DenseAttribute;
            using static DeepDsl.Activation;
            [DeepDsl.Model, DeepDsl.InputAttribute(new int[] { 2, 3 })]
            [global::DeepDsl.Dense(4, Name = nameof(Net))]
            [Wide(5, Activation = GELU, From = null!)]
            partial class Net;
            """.Replace("[DeepDsl.Model,", "[Model,").Replace("using Wide", "using DeepDsl; using Wide"));
        Assert.Equal("Input(Shape = [2, 3]); Dense(Units = 4, Name = \"Net\"); Dense(Units = 5, Activation = Activation.GELU)", Layers(spec));
    }

    [Fact]
    public void An_exception_is_a_problem_of_the_model()
    {
        CSharpCompilation compilation = Sources.Compile("using DeepDsl; [Model, Input(2), Dense(1)] partial class Net;");
        TypeDeclarationSyntax declaration = compilation.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().Single();
        ParsedModel parsed = ModelParser.Parse(compilation.GetTypeByMetadataName("Net")!, declaration, model: null!, default);
        Assert.Equal(ProblemKind.CompilerFailure, Assert.Single(parsed.Spec.Problems).Kind);
        Assert.Empty(Compiler.Pipeline.Compile(parsed.Spec).Files);
    }

    [Fact]
    public void Containers_keep_their_kind_and_type_parameters()
    {
        ModelSpec spec = Parsed.Model("""
            using DeepDsl;
            partial struct Outer<T> { partial record Middle { [Model, Input(1), Dense(1)] protected internal partial class Net; } }
            """);
        Assert.Equal(["partial struct Outer<T>", "partial record Middle"], spec.Containers.Select(c => c.ToString()));
        Assert.Equal("protected internal", spec.Accessibility);
        Assert.Empty(spec.Problems);
    }

    [Fact]
    public void Attributes_that_are_not_ours_or_not_known_are_left_to_others()
    {
        ModelSpec spec = Parsed.Model("""
            using DeepDsl;
            [Model, System.Obsolete("old"), Nonsense(3)] [Input(1), Dense(1)] partial class Net;
            """);
        Assert.Equal("Input(Shape = [1]); Dense(Units = 1)", Layers(spec));
    }

    [Theory]
    [InlineData("[Model, Input(1), Dense(1)] class Net;", "NotPartial: Net must be partial, so that its implementation can be generated.")]
    [InlineData("class Outer { [Model, Input(1), Dense(1)] partial class Net; }",
        "NotPartial: Outer, which contains Net, must be partial, so that its implementation can be generated.")]
    [InlineData("[Model, Input(1), Dense(1)] partial record Net;", "DeclarationForm: Net is a record; [Model] needs an ordinary class.")]
    [InlineData("[Model, Input(1), Dense(1)] partial class Net<T>;", "DeclarationForm: Net is generic; [Model] needs an ordinary class.")]
    [InlineData("[Model, Input(1), Dense(1)] static partial class Net;", "DeclarationForm: Net is static; [Model] needs an ordinary class.")]
    [InlineData("[Model, Input(1), Dense(1)] file partial class Net;", "DeclarationForm: Net is local to its file; [Model] needs an ordinary class.")]
    [InlineData("class B; [Model, Input(1), Dense(1)] partial class Net : B;",
        "BaseClass: Net derives from B, but a model derives from Network; keep B in a field instead.")]
    [InlineData("[Model, Input(1), Dense(1)] partial class Net; [Dense(2)] partial class Net;",
        "LayersOnSecondPart: Dense stands on a second part of Net, where the order of layers is undefined; move it to the part with [Model].")]
    [InlineData("[Model, Input(1), Dense(1, Activation = (Activation)99)] partial class Net;",
        "NotConstant: Dense: Activation has no member of value 99; name one of its members.")]
    [InlineData("[Model, Input(1), Dense(1), Train(Precision = (Precision)7)] partial class Net;",
        "NotConstant: Train: Precision has no member of value 7; name one of its members.")]
    [InlineData("[Model, Input(1), Dense(1), Labels(typeof(int))] partial class Net;",
        "LabelsSize: Labels names Int32, which is no enum; name an enum of the classes.")]
    [InlineData("enum E { A, B = 5 } [Model, Input(1), Dense(1), Labels(typeof(E))] partial class Net;",
        "LabelsSize: Labels needs the values 0 to 1, but E.B is 5 where 1 is due.")]
    public void A_wrong_declaration_is_one_problem(string declaration, string expected) =>
        Assert.Equal(expected, Problems(Parsed.Model("using DeepDsl;\n" + declaration)));

    [Fact]
    public void Labels_list_the_members_by_value()
    {
        ModelSpec spec = Parsed.Model("""
            using DeepDsl;
            namespace Data { enum Fruit : byte { Pear = 1, Apple = 0, Birne = 1 } }
            [Model, Input(1), Dense(2), Labels(typeof(Data.Fruit))] partial class Net;
            """);
        Assert.Equal("Labels(Type = \"global::Data.Fruit\", Members = [\"Apple\", \"Pear\"], Accessibility = \"public\")", spec.Settings[0].ToString());
        Assert.Empty(spec.Problems);
    }

    [Fact]
    public void Problems_point_at_the_argument()
    {
        ParsedModel parsed = Parsed.ModelWithSources("""
            using DeepDsl;
            [Model, Input(1), Dense(1, Activation = (Activation)99)] partial class Net;
            """);
        Problem problem = parsed.Spec.Problems[0];
        Assert.Equal("(Activation)99", Text(parsed.Sources.LocationOf(problem)));
        Assert.Equal("1", Text(parsed.Sources.LocationOf(problem with { Argument = "Units" })));
        Assert.Equal("Dense(1, Activation = (Activation)99)", Text(parsed.Sources.LocationOf(problem with { Argument = "Bias" })));
        Assert.Equal("Net", Text(parsed.Sources.LocationOf(problem with { Path = default })));
    }

    [Fact]
    public void Equal_declarations_are_equal_values()
    {
        const string source = "using DeepDsl; [Model, Input(1), Dense(1), Loss(Loss.Huber)] partial class Net { static float F(float x) => x; }";
        Assert.Equal(Parsed.Model(source), Parsed.Model("// moved\n\n" + source));
        Assert.NotEqual(Parsed.Model(source), Parsed.Model(source.Replace("Dense(1)", "Dense(2)")));
    }

    private static string Text(Microsoft.CodeAnalysis.Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);
}
