extern alias runtime;

using System.Reflection;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using ParameterInfo = System.Reflection.ParameterInfo;

namespace DeepDsl.Compiler.Tests.Tables;

/// <summary>An op is one attribute, one op file and one table line: whatever is missing is named with its file.</summary>
public sealed class OpTableTests
{
    private static readonly Assembly Runtime = typeof(runtime::DeepDsl.LayerAttribute).Assembly;

    /// <summary>Elements of a register tile's row; a shape that this does not divide has a tail.</summary>
    private const int Tile = 16;

    public static TheoryData<string> Ops() => [.. OpTable.All.Select(o => o.Name)];

    [Fact]
    public void Every_op_class_is_in_the_table()
    {
        IEnumerable<Type> ops = typeof(Op).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Op)) && !t.IsAbstract && t != typeof(UnknownOp));
        string[] missing = [.. ops.Where(t => OpTable.All.All(o => o.GetType() != t)).Select(t => $"new {t.Name}(),")];
        Assert.True(missing.Length == 0, $"Add to src/DeepDsl.Compiler/Ops/OpTable.cs: {string.Join(" ", missing)}");
    }

    [Fact]
    public void Every_layer_attribute_has_an_op()
    {
        IEnumerable<Type> layers = Runtime.GetTypes().Where(t => t.IsSubclassOf(typeof(runtime::DeepDsl.LayerAttribute)) && !t.IsAbstract);
        string[] missing = [.. layers.Select(t => t.Name[..^"Attribute".Length]).Where(name => OpTable.Find(name) is null)];
        Assert.True(missing.Length == 0, string.Join("\n", missing.Select(name =>
            $"{name}Attribute has no op: add src/DeepDsl.Compiler/Ops/{name}.cs and its line in OpTable.cs.")));
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void Op_has_the_examples_that_the_suites_need(string name)
    {
        Op op = OpTable.Find(name)!;
        Assert.True(op.Examples.Count > 0, $"Add Examples to the op file of {name}.");
        IEnumerable<Shape> shapes = op.Examples.SelectMany(e => e.Inputs);
        Assert.True(shapes.Any(s => s.Any(d => d.IsOne)),
            $"Add to the Examples in the op file of {name} one whose input has a dimension of size 1.");
        Assert.True(shapes.Any(s => s.Channels.Value > 1 && s.Channels.Value % Tile != 0),
            $"Add to the Examples in the op file of {name} one whose last dimension is not a multiple of {Tile}.");
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void Op_has_a_summary_and_a_reference(string name)
    {
        Op op = OpTable.Find(name)!;
        Assert.False(string.IsNullOrWhiteSpace(op.Summary), $"Add a Summary to the op file of {name}.");
        Assert.False(string.IsNullOrWhiteSpace(op.Reference), $"Add a Reference (a PyTorch expression) to the op file of {name}.");
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void Attribute_has_the_arguments_of_the_op(string name)
    {
        Op op = OpTable.Find(name)!;
        Type attribute = AttributeType(name);
        ParameterInfo[] constructor = LongestConstructor(attribute).GetParameters();
        string[] arguments = [.. op.Arguments.Select(a => a.Name)];
        Assert.True(constructor.Select(p => Pascal(p.Name!)).SequenceEqual(arguments.Take(constructor.Length)),
            $"{File(name)}: the constructor takes ({string.Join(", ", constructor.Select(p => p.Name))}); "
            + $"the op's Arguments begin with {string.Join(", ", arguments.Take(Math.Max(1, constructor.Length)))}.");
        string[] properties = [.. Properties(attribute).Select(p => p.Name)];
        Assert.True(properties.Order().SequenceEqual(arguments.Order()),
            $"{File(name)} has the properties {string.Join(", ", properties.Order())}; the op has {string.Join(", ", arguments.Order())}.");
    }

    [Theory]
    [MemberData(nameof(Ops))]
    public void Attribute_has_the_types_and_defaults_of_the_op(string name)
    {
        Op op = OpTable.Find(name)!;
        Type type = AttributeType(name);
        ParameterInfo[] constructor = LongestConstructor(type).GetParameters();
        object attribute = LongestConstructor(type).Invoke([.. constructor.Select(Placeholder)]);
        foreach (OpArgument argument in op.Arguments)
        {
            PropertyInfo property = type.GetProperty(argument.Name)!;
            ParameterInfo? parameter = constructor.FirstOrDefault(p => Pascal(p.Name!) == argument.Name);
            bool isList = argument.Type is ArgumentType.Integers or ArgumentType.Texts;
            Assert.True(Fits(argument.Type, property.PropertyType),
                $"{File(name)}: {argument.Name} is {property.PropertyType.Name}, the op's argument is {argument.Type}.");
            Assert.True(parameter is not null || isList || !argument.Required,
                $"{File(name)}: {argument.Name} has no default in the op, so the constructor must take it.");
            Assert.True(parameter is null || parameter.HasDefaultValue || property.SetMethod is null,
                $"{File(name)}: {argument.Name} is set by the constructor; make the property get-only, or users could give it twice.");
            if (!argument.Required && !isList)
            {
                string found = Convert.ToString(property.GetValue(attribute), System.Globalization.CultureInfo.InvariantCulture)!;
                string expected = Convert.ToString(argument.Default, System.Globalization.CultureInfo.InvariantCulture)!;
                Assert.True(found == expected, $"{File(name)}: {argument.Name} is {found} by default, in the op {expected}.");
            }
        }
    }

    [Fact]
    public void Every_activation_has_an_op_that_a_layer_can_apply()
    {
        foreach (string name in Enum.GetNames<runtime::DeepDsl.Activation>().Where(n => n != nameof(runtime::DeepDsl.Activation.None)))
        {
            Assert.True(OpTable.Find(name) is ActivationOp,
                $"Activation.{name}: add src/DeepDsl.Compiler/Ops/Activations/{name}.cs, an {nameof(ActivationOp)}.");
        }
    }

    [Fact]
    public void Every_activation_gives_a_known_initialisation_to_the_weight_before_it()
    {
        Op dense = OpTable.Find("Dense")!;
        foreach (string name in Enum.GetNames<runtime::DeepDsl.Activation>())
        {
            ModelGraph model = OneLayerModel.Build(dense, new Example($"Units = 3, Activation = Activation.{name}", [5]), training: false);
            string init = model.Parameters.Single(p => p.Name.EndsWith(".weight", StringComparison.Ordinal)).Init.Kind;
            Assert.True(init != nameof(runtime::DeepDsl.Init.Auto) && Enum.GetNames<runtime::DeepDsl.Init>().Contains(init),
                $"Activation.{name} starts weights by {init}; add it to WeightInit in src/DeepDsl.Compiler/Ops/LayerScope.cs.");
        }
    }

    private static Type AttributeType(string name)
    {
        Type? type = Runtime.GetType($"DeepDsl.{name}Attribute");
        Assert.True(type is not null && type.IsSubclassOf(typeof(runtime::DeepDsl.LayerAttribute)),
            $"Add {File(name)}: public sealed class {name}Attribute : LayerAttribute (or one of its bases).");
        return type!;
    }

    private static string File(string name) => $"src/DeepDsl.Runtime/Layers/{name}Attribute.cs";

    private static ConstructorInfo LongestConstructor(Type type) => type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;

    /// <summary>Those of the attribute itself: Name and From are common to all layers.</summary>
    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties().Where(p => p.DeclaringType != typeof(Attribute) && p.DeclaringType != typeof(runtime::DeepDsl.LayerAttribute));

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static object? Placeholder(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? parameter.DefaultValue
        : parameter.ParameterType.IsArray ? Array.CreateInstance(parameter.ParameterType.GetElementType()!, 0)
        : parameter.ParameterType == typeof(string) ? "x"
        : Activator.CreateInstance(parameter.ParameterType);

    private static bool Fits(ArgumentType argument, Type property) => argument switch
    {
        ArgumentType.Integer => property == typeof(int),
        ArgumentType.Real => property == typeof(double),
        ArgumentType.Bool => property == typeof(bool),
        ArgumentType.Text or ArgumentType.Function => property == typeof(string),
        ArgumentType.Enum => property.IsEnum,
        ArgumentType.Integers => property == typeof(int[]) || property == typeof(IReadOnlyList<int>),
        ArgumentType.Texts => property == typeof(string[]) || property == typeof(IReadOnlyList<string>),
        _ => false,
    };
}
