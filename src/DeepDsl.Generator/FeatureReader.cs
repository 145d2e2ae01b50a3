using System.Globalization;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Generator;

/// <summary>Something wrong with a member of a record, and where it stands.</summary>
internal sealed record MemberProblem(Problem Problem, Location? Place);

/// <summary>Reads the members of a type with [Features], of this compilation or another.</summary>
internal sealed class FeatureReader
{
    private const int MostHashes = 1 << 20;

    private readonly INamedTypeSymbol _type;
    private readonly List<FeatureSpec> _features = [];
    private readonly List<FeatureSpec> _ignored = [];
    private FeatureSpec? _label;

    private FeatureReader(INamedTypeSymbol type) => _type = type;

    public List<MemberProblem> Problems { get; } = [];

    public RecordSpec Spec => new() { Features = _features.ToArray(), Label = _label, Ignored = _ignored.ToArray() };

    public static FeatureReader Read(INamedTypeSymbol type)
    {
        FeatureReader reader = new(type);
        IMethodSymbol? constructor = PrimaryConstructor(type);
        IPropertySymbol[] properties = [.. type.GetMembers().OfType<IPropertySymbol>().Where(IsOwn)];
        foreach (IParameterSymbol parameter in constructor?.Parameters ?? [])
        {
            IPropertySymbol property = properties.First(p => p.Name == parameter.Name);
            reader.Add(property, [.. parameter.GetAttributes(), .. property.GetAttributes()], isPositional: true);
        }

        foreach (IPropertySymbol property in properties.Where(p => constructor?.Parameters.Any(q => q.Name == p.Name) != true))
        {
            reader.Add(property, [.. property.GetAttributes()], isPositional: false);
        }

        if (reader.Spec.Features.Any(f => f.Kind == FeatureKind.Target) && reader._label is null)
        {
            reader.Report(ProblemKind.FeatureMember, null, $"{type.Name} has a member that becomes the mean of the label, but no label; mark one [Label].");
        }

        if (reader._features.Count == 0 && reader.Problems.Count == 0)
        {
            reader.Report(ProblemKind.FeatureMember, null, $"{type.Name} has no member that is a feature; give it one, such as a property double Age.");
        }

        return reader;
    }

    /// <summary>That of the parameters which are properties: of metadata nothing else tells.</summary>
    internal static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol type) => !type.IsRecord ? null
        : type.InstanceConstructors.Where(c => c.Parameters.Length > 0 && c.Parameters.All(p =>
                type.GetMembers(p.Name).OfType<IPropertySymbol>().Any(q => SymbolEqualityComparer.Default.Equals(q.Type, p.Type))))
            .OrderByDescending(c => c.Parameters.Length).FirstOrDefault();

    private static bool IsOwn(IPropertySymbol property) =>
        property is { IsStatic: false, IsIndexer: false, GetMethod: not null, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal }
        && !MemberReader.IsGenerated(property);

    private void Add(IPropertySymbol property, AttributeData[] attributes, bool isPositional)
    {
        AttributeData? Find(string name) => attributes.FirstOrDefault(a => a.AttributeClass.Is(name));
        AttributeData? number = Find(KnownNames.Number);
        AttributeData? categories = Find(KnownNames.Categories);
        AttributeData? hash = Find(KnownNames.Hash);
        AttributeData? label = Find(KnownNames.Label);
        AttributeData? column = Find(KnownNames.Column);
        bool isComputed = !isPositional && property.SetMethod is null;
        if (isComputed && number is null && categories is null && hash is null && label is null)
        {
            return; // tells what others do, and is asked for by an attribute
        }

        FeatureSpec member = Typed(property) with { IsPositional = isPositional };
        member = member with { Column = isComputed ? "" : column?.ConstructorArguments.FirstOrDefault().Value as string ?? property.Name };
        if (Find(KnownNames.Ignored) is not null)
        {
            if (isPositional || property.IsRequired)
            {
                _ignored.Add(member);
            }

            return;
        }

        if (Mistake(property, member, number, categories, hash) is { } mistake)
        {
            Report(ProblemKind.FeatureMember, mistake.At?.ApplicationSyntaxReference ?? PlaceOf(property), mistake.Message);
            return;
        }

        member = WithAttributes(member, number, categories, hash);
        if (label is null)
        {
            _features.Add(member);
        }
        else if (_label is { } first)
        {
            Report(ProblemKind.SeveralLabels, label.ApplicationSyntaxReference,
                $"{_type.Name} has two labels, {first.Name} and {member.Name}; keep [Label] on one.");
        }
        else if (hash is not null || member.Kind is not (FeatureKind.Number or FeatureKind.OneHot))
        {
            Report(ProblemKind.FeatureMember, label.ApplicationSyntaxReference,
                $"{member.Name} of {_type.Name} is the label, which no input is made of, so it takes [Label] and "
                + "[Categories(\"...\")] or [Number] alone.");
        }
        else if (number?.NamedArguments.Any(a => IsOfMissing(a.Key)) == true)
        {
            Report(ProblemKind.FeatureMember, number.ApplicationSyntaxReference,
                $"{member.Name} of {_type.Name} is the label, which nothing stands for where it is missing, but [Number] says what; "
                + "remove that.");
        }
        else if (member.Value == MemberValue.Enum && !member.Numbers.SequenceEqual(member.Numbers.Select((_, i) => i.ToString(CultureInfo.InvariantCulture))))
        {
            Report(ProblemKind.FeatureMember, label.ApplicationSyntaxReference,
                $"{member.Name} of {_type.Name} is the label, whose classes are counted from 0, but {member.Type.Split('.', ':').Last()} has the values "
                + $"{string.Join(", ", member.Numbers.Take(6))}; remove them.");
        }
        else
        {
            _label = number is null ? member with { Scale = FeatureSpec.Unscaled } : member;
        }
    }

    private FeatureSpec Typed(IPropertySymbol property)
    {
        ITypeSymbol type = property.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0] : property.Type;
        bool isNullable = type.IsValueType ? !SymbolEqualityComparer.Default.Equals(type, property.Type)
            : property.NullableAnnotation == NullableAnnotation.Annotated;
        FeatureSpec member = new()
        {
            Name = property.Name, Type = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), IsNullable = isNullable,
        };
        switch (type.SpecialType)
        {
            case SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal:
                return member with { Value = MemberValue.Number };
            case SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16 or SpecialType.System_Byte
                or SpecialType.System_SByte or SpecialType.System_UInt16 or SpecialType.System_UInt32:
                return member with { Value = MemberValue.Whole };
            case SpecialType.System_Boolean:
                return member with { Value = MemberValue.Truth, Kind = FeatureKind.OneHot, Categories = new[] { "false", "true" } };
            case SpecialType.System_String:
                return member with { Value = MemberValue.Text, Kind = FeatureKind.OneHot };
        }

        if (type.TypeKind != TypeKind.Enum)
        {
            return member with { Type = "" };
        }

        (string Name, decimal Value)[] values =
        [
            .. type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue)
                .Select(f => (f.Name, Value: Convert.ToDecimal(f.ConstantValue, CultureInfo.InvariantCulture)))
                .GroupBy(m => m.Value).Select(g => g.First()).OrderBy(m => m.Value),
        ];
        return member with
        {
            Value = MemberValue.Enum, Kind = FeatureKind.OneHot, Categories = values.Select(v => v.Name).ToArray(),
            Numbers = values.Select(v => v.Value.ToString(CultureInfo.InvariantCulture)).ToArray(),
        };
    }

    /// <summary>Why the member can't be what its attributes ask for.</summary>
    private (string Message, AttributeData? At)? Mistake(
        IPropertySymbol property, FeatureSpec member, AttributeData? number, AttributeData? categories, AttributeData? hash)
    {
        string what = $"{member.Name} of {_type.Name}";
        string type = property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        string[] names = Names(categories);
        bool isText = member.Value == MemberValue.Text;
        return member.Type.Length == 0
            ? ($"{what} is of type {type}, which is no feature; features are numbers, enums, bool, and texts with [Categories(\"a\", \"b\")] or "
                + "[Hash(64)]. Compute one of those from it, or mark it [Ignored].", null)
            : number is not null && member.Kind != FeatureKind.Number
                ? ($"{what} is of type {type}, which is no number, but [Number] speaks of one; remove it, or declare a number.", number)
            : hash is not null && !isText
                ? ($"{what} is of type {type}, but [Hash] is for texts; remove it: {(member.Kind == FeatureKind.Number ? "numbers are scaled." : "categories are known by their type.")}", hash)
            : categories is not null && member.Kind == FeatureKind.Number
                ? ($"{what} is of type {type}, but [Categories] is for enums, bool and texts; remove it, or declare an enum.", categories)
            : categories is not null && !isText && names.Length > 0
                ? ($"{what} is of type {type}, which has its categories already; write [Categories] without names.", categories)
            : isText && categories is not null && hash is not null
                ? ($"{what} has [Categories] and [Hash]; keep one.", hash)
            : isText && categories is not null && names.Length == 0
                ? ($"{what} is a text, and [Categories] names none of its categories; write them, as in [Categories(\"a\", \"b\")], or use [Hash(64)].", categories)
            : isText && names.GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice
                ? ($"{what} has the category \"{twice.Key}\" twice; remove one.", categories)
            : hash is not null && !(Int(hash) is > 0 and <= MostHashes)
                ? ($"{what} has {Int(hash)} hashes; give 1 to {MostHashes}.", hash)
            : hash is not null && Form(hash) == FeatureKind.Ordinal
                ? ($"{what} is hashed, and hashes have no order; use [Categories] with names in their order, or another form.", hash)
            : isText && categories is null && hash is null
                ? ($"{what} is a text, which is no feature by itself; [Categories(\"a\", \"b\")] names its categories, [Hash(64)] takes any, and "
                    + "[Ignored] leaves it out.", null)
            : member.Value == MemberValue.Enum && member.Categories.Count == 0
                ? ($"{what} is of type {type}, an enum without members; give it some.", null)
            : number is not null && Named(number, "Fill") is double fill && (double.IsNaN(fill) || double.IsInfinity(fill))
                ? ($"{what} is filled in with {fill.ToString(CultureInfo.InvariantCulture)}, which is no finite number; give one.", number)
            : number is not null && !member.IsNullable && number.NamedArguments.Any(a => IsOfMissing(a.Key))
                ? ($"{what} is of type {type}, which is never missing, but [Number] says what stands for a missing one; declare it as {type}?, or "
                    + "remove that.", number)
            : null;
    }

    private static FeatureSpec WithAttributes(FeatureSpec member, AttributeData? number, AttributeData? categories, AttributeData? hash)
    {
        if (hash is not null)
        {
            return member with { Kind = Form(hash), Hashes = Int(hash) };
        }

        if (categories is not null)
        {
            string[] names = Names(categories);
            return member with { Kind = Form(categories), Categories = names.Length > 0 ? names : member.Categories };
        }

        return number is null ? member : member with
        {
            Scale = Member(number.ConstructorArguments.FirstOrDefault()) ?? "Standard",
            Log = Named(number, "Log") is true,
            Missing = Member(number.NamedArguments.FirstOrDefault(a => a.Key == "Missing").Value) ?? "Mean",
            Fill = Named(number, "Fill") is double fill ? fill : 0,
            Indicator = Named(number, "Indicator") is not false,
        };
    }

    private static bool IsOfMissing(string argument) => argument is "Missing" or "Fill" or "Indicator";

    private static object? Named(AttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value;

    private static string[] Names(AttributeData? attribute) => attribute?.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Array, IsNull: false } names
        ? [.. names.Values.Select(v => v.Value as string ?? "")] : [];

    private static int Int(AttributeData attribute) => attribute.ConstructorArguments.FirstOrDefault().Value is int value ? value : 0;

    private static FeatureKind Form(AttributeData attribute) =>
        Member(attribute.NamedArguments.FirstOrDefault(a => a.Key == "As").Value) is { } name && Enum.TryParse(name, out FeatureKind kind)
            ? kind : FeatureKind.OneHot;

    /// <summary>The name of an enum's member.</summary>
    private static string? Member(TypedConstant constant) => constant.Kind != TypedConstantKind.Enum ? null
        : constant.Type!.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, constant.Value))?.Name;

    private SyntaxReference? PlaceOf(IPropertySymbol property) => property.DeclaringSyntaxReferences.FirstOrDefault();

    private void Report(ProblemKind kind, SyntaxReference? place, string message) =>
        Problems.Add(new MemberProblem(DeclarationReader.OfClass(kind, message), place?.GetSyntax().GetLocation()));
}
