using System.Globalization;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>
/// The constants of a model that a search varies. What depends on them was read as an expression, as in a block; it is evaluated at the
/// values that they have, which is the model, and at each combination of those that they are to take.
/// </summary>
internal sealed class TunedConstants
{
    private readonly List<(IFieldSymbol Field, TuneSpec Tune)> _constants = [];
    private readonly StackReader _stack;

    private TunedConstants(StackReader stack) => _stack = stack;

    public static IEnumerable<IFieldSymbol> Of(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(f => f.Attribute(KnownNames.Tune) is not null);

    /// <summary>The same declaration with values in place of its constants, and its variants. Problems go to the stack.</summary>
    /// <param name="spec">Its layers, settings and functions hold expressions over the constants.</param>
    public static ModelSpec Resolve(ModelSpec spec, INamedTypeSymbol type, StackReader stack, CancellationToken cancellation)
    {
        TunedConstants constants = new(stack);
        foreach (IFieldSymbol field in Of(type))
        {
            constants.Add(field, cancellation);
        }

        spec = spec with { Settings = stack.Settings };
        VariantSpec declared = At(spec, [.. constants._constants.Select(c => new ArgumentSpec(c.Field.Name, ValueOf(c.Field)!))]);
        long count = constants._constants.Aggregate(1L, (product, c) => Math.Min(product * Math.Max(1, c.Tune.Values.Count), int.MaxValue));
        if (count > Limits.Variants)
        {
            string sizes = string.Join(" and ", constants._constants.Select(c => $"{c.Field.Name} has {c.Tune.Values.Count}"));
            constants.Report(constants._constants[constants._constants.Count - 1].Tune, ProblemKind.TooManyVariants,
                $"{type.Name} would be compiled for {count} combinations of values: {sizes}. {Limits.Variants} are the most; leave some out, or search "
                + "one constant after another.");
        }

        VariantSpec[] variants = count > Limits.Variants || constants._constants.Count == 0 || stack.Problems.Count > 0 ? []
            : [.. constants.Combinations().Select(values => At(spec, values) is var v && v.Values.Equals(declared.Values) ? v with { IsDeclared = true } : v)];
        return spec with
        {
            Layers = declared.Layers,
            Settings = declared.Settings,
            Functions = declared.Functions,
            Variants = variants,
            Problems = stack.Problems.ToArray(),
        };
    }

    private static VariantSpec At(ModelSpec spec, ArgumentSpec[] values)
    {
        Argument? Value(string name) => values.FirstOrDefault(v => v.Name == name)?.Value;
        AttributeSpec Evaluated(AttributeSpec attribute) => attribute with
        {
            // What has no value, such as a division by zero, is missed by whoever needs it.
            Arguments = attribute.Arguments.Select(a => a.Value.Evaluate(Value) is { } value ? a with { Value = value } : null).OfType<ArgumentSpec>().ToArray(),
        };
        return new VariantSpec(
            values, spec.Layers.Select(Evaluated).ToArray(), spec.Settings.Select(Evaluated).ToArray(),
            spec.Functions.Select(f => f.With(Value)).ToArray());
    }

    private void Add(IFieldSymbol field, CancellationToken cancellation)
    {
        AttributeData attribute = field.Attribute(KnownNames.Tune)!;
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
        {
            return;
        }

        Argument?[] values = [.. attribute.ConstructorArguments.Where(a => a.Kind == TypedConstantKind.Array).SelectMany(a => a.Values).Select(Read)];
        AttributeSpec spec = new(TuneSpec.AttributeName, new ArgumentSpec[]
        {
            new(TuneSpec.ConstantName, new TextArgument(field.Name)),
            new(TuneSpec.ValuesName, new ListArgument(values.OfType<Argument>().ToArray())),
        });
        TuneSpec tune = new(_stack.AddSetting(spec, syntax), spec);
        if (syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() != _stack.Sources.Declaration)
        {
            Report(tune, ProblemKind.LayersOnSecondPart, $"Tune stands on a second part of {field.ContainingType.Name}; move it to the part with [Model].");
        }
        else if (ValueOf(field) is not { } declared)
        {
            Report(tune, ProblemKind.TuneTarget,
                $"Tune varies {field.Name}, which must be a constant of type int, double, bool or an enum: [Tune(16, 32)] const int {field.Name} = 16;");
        }
        else if (values.Length == 0 || values.Any(v => v?.GetType() != declared.GetType() || (v is EnumArgument e && e.Type != ((EnumArgument)declared).Type)))
        {
            Report(tune, ProblemKind.TuneValues, $"Tune has to give {field.Name} values of its type, {field.Type.Name}; write them out: [Tune({declared})].");
        }
        else if (values.Distinct().Count() < values.Length)
        {
            Report(tune, ProblemKind.TuneValues, $"Tune gives {field.Name} a value twice; leave one out.");
        }
        else
        {
            _constants.Add((field, tune));
        }
    }

    private IEnumerable<ArgumentSpec[]> Combinations() => _constants.Aggregate(
        (IEnumerable<ArgumentSpec[]>)[[]],
        (all, constant) => all.SelectMany(before => constant.Tune.Values.Select(v => (ArgumentSpec[])[.. before, new(constant.Field.Name, v)])));

    private void Report(TuneSpec tune, ProblemKind kind, string message) =>
        _stack.Problems.Add(new Problem(kind, message, new[] { tune.Setting }, "", Setting: true));

    private static Argument? ValueOf(IFieldSymbol field) => field is { IsConst: true, HasConstantValue: true } ? Read(field.Type, field.ConstantValue) : null;

    private static Argument? Read(TypedConstant constant) =>
        constant is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum, Type: { } type } ? Read(type, constant.Value) : null;

    private static Argument? Read(ITypeSymbol type, object? value) => value switch
    {
        null or string => null,
        bool b => new BoolArgument(b),
        _ when type.TypeKind == TypeKind.Enum => type.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(m => m.HasConstantValue && Equals(m.ConstantValue, value)) is { } member ? new EnumArgument(type.Name, member.Name) : null,
        IConvertible number and not char => new NumberArgument(number.ToDouble(CultureInfo.InvariantCulture)),
        _ => null,
    };
}
