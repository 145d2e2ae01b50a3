using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>
/// Reads [Input(typeof(Passenger))]: the inputs that it stands for as layers with shapes, and the labels that the record names.
/// </summary>
/// <param name="owner">The model.</param>
/// <param name="model">Answers for its attributes.</param>
internal sealed class RecordInputReader(INamedTypeSymbol owner, SemanticModel model)
{
    public const string Argument = "Record";

    private RecordSpec? _record;
    private INamedTypeSymbol? _type;
    private AttributeSyntax? _attribute;

    /// <summary>Null where the model has no such input, or a wrong one.</summary>
    public RecordInput? Input => _type is null ? null
        : new(_type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), _type.Name, _type.IsValueType,
            Visibility.OfMember(_type, owner).Text())
        {
            Label = _record!.Label,
            Indices = _record.Features.Where(f => f.Kind == FeatureKind.Index).ToArray(),
        };

    /// <summary>The inputs in place of one; that one itself where it is wrong.</summary>
    public AttributeSpec[] Expand(AttributeSyntax attribute, AttributeSpec spec, int[] path, List<Problem> problems)
    {
        void Report(string message, ProblemKind kind = ProblemKind.RecordInput) => problems.Add(new Problem(kind, message, path, Argument));

        // Else a second message would say that a shape is missing.
        AttributeSpec[] unknown = [new AttributeSpec("Input", new[] { Shape(1) })];
        INamedTypeSymbol? type = attribute.DescendantNodes().OfType<TypeOfExpressionSyntax>().FirstOrDefault() is { } typeOf
            ? model.GetTypeInfo(typeOf.Type).Type as INamedTypeSymbol : null;
        if (type is null or IErrorTypeSymbol)
        {
            problems.Add(new Problem(ProblemKind.CSharpError, "The type of an input is not known.", path, Argument));
            return unknown;
        }

        if (type.Attribute(KnownNames.Features) is null)
        {
            Report($"Input names {type.Name}, which says of no member how it is a feature; mark {type.Name} [Features], or give the shape of a sample.");
            return unknown;
        }

        if (spec.Arguments.FirstOrDefault(a => a.Name is not (Argument or "Name")) is { } extra)
        {
            problems.Add(new Problem(ProblemKind.ConflictingArguments,
                $"Input({type.Name}) has {extra.Name}, but its inputs follow from {type.Name}; remove {extra.Name}.", path, extra.Name));
            return unknown;
        }

        // Of another assembly, it has been compiled.
        RecordSpec record = RecordParser.Parse(type, model.Compilation, CancellationToken.None)?.Spec ?? FeatureReader.Read(type).Spec;
        if (record.Problems.Count > 0)
        {
            // Reported at the type.
            problems.Add(new Problem(ProblemKind.BrokenBlock, $"{owner.Name} reads {type.Name}. {record.Problems[0].Message}", path));
            return unknown;
        }

        (_record, _type, _attribute) = (record, type, attribute);
        ArgumentSpec ints = new("Type", new EnumArgument("ElementType", "Int32"));
        AttributeSpec[] indices =
        [
            .. record.Features.Where(f => f.Kind == FeatureKind.Index)
                .Select(f => new AttributeSpec("Input", new[] { Shape(1), ints, new("Name", new TextArgument(f.Name)) })),
        ];
        string name = spec.Text("Name") is { Length: > 0 } given ? given : "input";
        return record.Width == 0 ? indices
            : [.. indices, new AttributeSpec("Input", new[] { Shape(record.Width), new("Name", new TextArgument(name)) })];
    }

    /// <summary>
    /// Once all is read: what is wrong with the input beside others, and [Labels] of the record's label where the model has none.
    /// </summary>
    public AttributeSpec? Complete(IReadOnlyList<AttributeSyntax> layers, IReadOnlyList<AttributeSpec> settings, List<Problem> problems)
    {
        if (_record is null)
        {
            return null;
        }

        int own = layers.ToList().IndexOf(_attribute!);
        int other = Enumerable.Range(0, layers.Count).Where(i => layers[i] != _attribute && IsInput(layers[i])).DefaultIfEmpty(-1).First();
        if (other >= 0)
        {
            problems.Add(new Problem(ProblemKind.RecordInput,
                $"{owner.Name} has another input beside those of {_type!.Name}, which are all that a model of records takes; make it a member of "
                + $"{_type.Name}, or give the shapes of all inputs.", new[] { Math.Max(own, other) }));
        }

        if (_record.Label is not { Value: MemberValue.Enum } label)
        {
            return null;
        }

        int given = Enumerable.Range(0, settings.Count).Where(i => settings[i].Kind == LabelsSpec.AttributeName).DefaultIfEmpty(-1).First();
        if (given >= 0)
        {
            if (settings[given].Text(LabelsSpec.TypeName) is { Length: > 0 } type && type != label.Type)
            {
                problems.Add(new Problem(ProblemKind.LabelsSize,
                    $"Labels names {type.Split('.', ':').Last()}, but the label of {_type!.Name} is {label.Name} of type {label.Type.Split('.', ':').Last()}; "
                    + "remove [Labels], which follows from that.", new[] { given }, LabelsSpec.TypeName, Setting: true));
            }

            return null;
        }

        ITypeSymbol named = _type!.GetMembers(label.Name).OfType<IPropertySymbol>().First().Type;
        ITypeSymbol classes = label.IsNullable ? ((INamedTypeSymbol)named).TypeArguments[0] : named;
        return new LabelsSpec(settings.Count, label.Type, label.Categories, Visibility.OfMember(classes, owner).Text()).ToAttribute();
    }

    public AttributeSyntax Attribute => _attribute!;

    private bool IsInput(AttributeSyntax attribute) => model.AttributeClass(attribute, CancellationToken.None).Is("DeepDsl.InputAttribute");

    private static ArgumentSpec Shape(int width) => new("Shape", new ListArgument(new Argument[] { new NumberArgument(width) }));
}
