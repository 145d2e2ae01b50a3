using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Generator;

/// <summary>
/// Reads what [Extends(typeof(Trunk), Until = "flatten1")] names: a model of this compilation from its syntax, one of a referenced assembly
/// from the text on it.
/// </summary>
internal static class ExtensionReader
{
    /// <summary>Null after a report.</summary>
    public static InheritedLayers? Read(
        AttributeData attribute, INamedTypeSymbol owner, Compilation compilation, List<Problem> problems, CancellationToken cancellation)
    {
        if (Named(attribute) is not { TypeKind: not TypeKind.Error } type)
        {
            return null; // C# reports a name that it does not know
        }

        void Report(ProblemKind kind, string message, string argument = ExtendsSpec.ModelArgument, string suggestion = "") =>
            problems.Add(new Problem(kind, message, new[] { 0 }, argument, Setting: true) { Suggestion = suggestion });

        if (Cycle(owner) is { } cycle)
        {
            Report(ProblemKind.Extension, $"{owner.Name} extends itself{cycle}; the first of the models that extend each other must not extend any.");
            return null;
        }

        if (Definition(type, compilation, cancellation, out string? error) is not { } spec)
        {
            Report(ProblemKind.Extension, error!);
            return null;
        }

        BuiltModel built = CompileCache.Build(spec, cancellation);
        if (built.Problems.FirstOrDefault() is { } mistake)
        {
            Report(ProblemKind.BrokenBlock, $"{owner.Name} extends {type.Name}. {mistake.Message}");
            return null;
        }

        string until = Value(attribute, ExtendsSpec.UntilArgument) as string ?? "";
        (InheritedLayers? layers, IReadOnlyList<string> names) = InheritLayers.Run(built, until, Value(attribute, "Trainable") is not false);
        if (layers is null)
        {
            string? nearest = Spelling.Nearest(until, names);
            Report(ProblemKind.UnknownName,
                $"{ExtendsSpec.AttributeName} ends at \"{Shown.Text(until)}\", but {type.Name} has no layer of that name; {Spelling.Advice(nearest, names)}",
                ExtendsSpec.UntilArgument, nearest ?? "");
        }

        return layers;
    }

    /// <summary>What a model has and what it takes over; of two of one name that differ, a report.</summary>
    public static T[] Join<T>(
        T[] own, IReadOnlyList<T> inherited, Func<T, string> name, string what, INamedTypeSymbol owner, List<Problem> problems)
        where T : IEquatable<T>
    {
        List<T> all = [.. own];
        foreach (T item in inherited)
        {
            if (own.FirstOrDefault(o => name(o) == name(item)) is not { } same)
            {
                all.Add(item);
            }
            else if (!same.Equals(item))
            {
                problems.Add(new Problem(ProblemKind.DuplicateName,
                    $"{owner.Name} and the model that it extends have different {what} {name(item)}; rename one of them.", new[] { 0 },
                    ExtendsSpec.ModelArgument, Setting: true));
            }
        }

        return [.. all];
    }

    private static ModelSpec? Definition(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation, out string? error)
    {
        error = type.Attribute(KnownNames.Model) is null ? $"{ExtendsSpec.AttributeName} names {type.Name}, which is no model; name a class marked [Model]." : null;
        if (error is not null || SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
        {
            return error is null ? ModelParser.Parse(type, compilation, cancellation)?.Spec : null;
        }

        try
        {
            if (type.Attribute(KnownNames.ModelDefinition)?.ConstructorArguments.FirstOrDefault().Value is string text)
            {
                return ModelText.ReadDefinition(text);
            }
        }
        catch (FormatException)
        {
            // Written by another version, as one without the text was.
        }

        error = $"{ExtendsSpec.AttributeName} names {type.Name}, but {type.ContainingAssembly.Name} does not say of which layers it is in a form that this "
            + "version reads; build that with the same version of DeepDsl.";
        return null;
    }

    /// <summary>By which models one extends itself, as the end of a message; null where it does not.</summary>
    private static string? Cycle(INamedTypeSymbol owner)
    {
        List<INamedTypeSymbol> chain = [owner];
        while (chain[chain.Count - 1].Attribute(KnownNames.Extends) is { } attribute && Named(attribute) is { } next)
        {
            if (chain.Contains(next, SymbolEqualityComparer.Default))
            {
                return chain.Count == 1 ? "" : $" through {string.Join(", ", chain.Skip(1).Select(t => t.Name))}";
            }

            chain.Add(next);
        }

        return null;
    }

    private static INamedTypeSymbol? Named(AttributeData attribute) => attribute.ConstructorArguments.FirstOrDefault().Value as INamedTypeSymbol;

    private static object? Value(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value;
}
