using DeepDsl.Compiler.Spec.Foreign;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Foreign;

/// <summary>The arguments that one of our attributes takes.</summary>
internal sealed class AttributeArguments
{
    private readonly IMethodSymbol[] _constructors;
    private readonly IParameterSymbol[] _parameters;
    private readonly Dictionary<string, ITypeSymbol> _types = [];

    public AttributeArguments(INamedTypeSymbol type)
    {
        Name = type.Name.Substring(0, type.Name.Length - AttributeSources.Suffix.Length);
        _constructors = [.. type.InstanceConstructors.Where(c => c.DeclaredAccessibility == Accessibility.Public)];
        // That of what has a name of ours; the other of a loss names a method.
        _parameters = [.. _constructors.OrderBy(c => c.Parameters.Any(p => p.Type.SpecialType == SpecialType.System_String))
            .FirstOrDefault()?.Parameters ?? []];
        for (INamedTypeSymbol? part = type; part is not null && part.SpecialType != SpecialType.System_Object; part = part.BaseType)
        {
            foreach (IPropertySymbol property in part.GetMembers().OfType<IPropertySymbol>()
                .Where(p => p.DeclaredAccessibility == Accessibility.Public && p.Name != "TypeId"))
            {
                _types[property.Name] = property.Type;
            }
        }

        foreach (IParameterSymbol parameter in _parameters)
        {
            _types[Pascal(parameter.Name)] = parameter.Type;
        }
    }

    /// <summary>The attribute's, without suffix.</summary>
    public string Name { get; }

    /// <summary>What is told by place.</summary>
    public string[] Positional => [.. _parameters.Select(p => Pascal(p.Name))];

    public bool TakesList => _parameters.LastOrDefault()?.IsParams == true;

    public ITypeSymbol? TypeOf(string argument) => _types.TryGetValue(argument, out ITypeSymbol type) ? type : null;

    /// <summary>Whether C# knows the name: before a colon that of a parameter, before an equals sign that of a property.</summary>
    public bool Takes(string name, bool beforeColon) =>
        beforeColon ? _constructors.Any(c => c.Parameters.Any(p => p.Name == name)) : _types.ContainsKey(name);

    /// <summary>Ours for an argument's name elsewhere; empty where it has no place, null where nothing is known of it.</summary>
    public string? Find(string name)
    {
        string plain = ForeignNames.Plain(name);
        return _types.Keys.FirstOrDefault(k => ForeignNames.Plain(k) == plain)
            ?? (Ours(name, Name) is { } ours && (ours.Length == 0 || _types.ContainsKey(ours)) ? ours : null);
    }

    /// <summary>What the table says of an argument, on that attribute or anywhere.</summary>
    public static string? Ours(string name, string attribute)
    {
        string plain = ForeignNames.Plain(name);
        return ForeignNames.Arguments.Where(a => ForeignNames.Plain(a.Name) == plain && (a.Layer.Length == 0 || a.Layer == attribute))
            .OrderByDescending(a => a.Layer.Length).Select(a => a.Ours).FirstOrDefault();
    }

    /// <summary>The attribute with those arguments; null where one is missing that it can't be without.</summary>
    /// <param name="arguments">By our names.</param>
    /// <param name="given">What stands in front of them.</param>
    public string? Write(IReadOnlyList<(string Name, string Text)> arguments, string given)
    {
        List<string> texts = given.Length > 0 ? [given] : [];
        HashSet<string> written = [];
        foreach (IParameterSymbol parameter in given.Length > 0 ? [] : _parameters)
        {
            string name = Pascal(parameter.Name);
            string[] values = [.. arguments.Where(a => a.Name == name).Select(a => a.Text)];
            if (values.Length == 0 && !parameter.IsOptional && !parameter.IsParams)
            {
                return null;
            }

            if (parameter.IsOptional)
            {
                break; // by name, as one reads it
            }

            texts.AddRange(values);
            written.Add(name);
        }

        texts.AddRange(arguments.Where(a => !written.Contains(a.Name)).Select(a => $"{a.Name} = {a.Text}"));
        return texts.Count == 0 ? Name : $"{Name}({string.Join(", ", texts)})";
    }

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
