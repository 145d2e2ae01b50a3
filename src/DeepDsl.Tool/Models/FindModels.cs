using DeepDsl.Generator;
using DeepDsl.Tool.Loading;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Tool.Models;

/// <summary>The models of some sources, read by the generator's own parser.</summary>
internal static class FindModels
{
    /// <summary>All of them, in the order of files and of places in these.</summary>
    public static IReadOnlyList<FoundModel> In(LoadedSources sources, CancellationToken stop) =>
    [
        .. TypesOf(sources.Compilation.Assembly.GlobalNamespace)
            .Select(type => (Type: type, Parsed: ModelParser.Parse(type, sources.Compilation, stop)))
            .Where(m => m.Parsed is not null)
            .Select(m => new FoundModel(m.Type.ToDisplayString(), m.Parsed!.Spec, m.Type.Locations[0]))
            .OrderBy(m => m.Declaration.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(m => m.Declaration.SourceSpan.Start),
    ];

    /// <summary>Those of a name, or all where none is given; an error where there is none.</summary>
    public static IReadOnlyList<FoundModel> Named(LoadedSources sources, string? name, CancellationToken stop)
    {
        IReadOnlyList<FoundModel> all = In(sources, stop);
        if (all.Count == 0)
        {
            throw new ToolException($"{sources.Name} has no model: no class in it is marked [Model].");
        }
        FoundModel[] named = name is null ? [.. all] : [.. all.Where(m => m.Name == name || m.FullName == name)];
        return named.Length > 0 ? named : throw new ToolException(
            $"{sources.Name} has no model '{Listing.Short(name!)}'.{NearestName.Suggest(name!, all.Select(m => m.Name))} "
            + $"It has {Listing.Of([.. all.Select(m => m.Name)])}.");
    }

    /// <summary>The one of that name, or the only one; an error where there are several.</summary>
    public static FoundModel One(LoadedSources sources, string? name, CancellationToken stop)
    {
        IReadOnlyList<FoundModel> named = Named(sources, name, stop);
        return named.Count == 1 ? named[0] : throw new ToolException(
            $"{sources.Name} has {named.Count} models, {Listing.Of([.. named.Select(m => m.FullName)])}. Choose one by --model.");
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container) =>
        container.GetMembers().SelectMany(member => member switch
        {
            INamespaceSymbol inner => TypesOf(inner),
            INamedTypeSymbol type => TypesOf(type).Prepend(type),
            _ => [],
        });
}
