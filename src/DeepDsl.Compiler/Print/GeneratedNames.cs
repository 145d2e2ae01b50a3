using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print;

/// <summary>
/// Names of what is generated for a type: files, which no two have that differ in case alone, and the namespace of its programs. Each
/// follows from the type alone, but that of a file whose plain name another has too.
/// </summary>
public static class GeneratedNames
{
    /// <summary>What emitted code shares lies here, each model's own in a namespace inside.</summary>
    internal const string Namespace = "DeepDsl.Generated";

    /// <summary>File systems take 255 bytes, of which the kind of file and the marks below need some.</summary>
    private const int MostBytes = 160;

    /// <summary>Metadata takes 1,023 bytes.</summary>
    private const int MostNamespaceBytes = 400;

    internal static GeneratedFile File(DeclaredType type, string kind, string text)
    {
        IEnumerable<string> parts = type.Containers.Select(c => c.MetadataName.Replace('`', '-')).Prepend(type.Namespace).Append(type.Name);
        string stem = string.Join(".", parts.Where(p => p.Length > 0));
        string marked = $"{Cut(stem, MostBytes)}-{Mark(type)}";
        string suffix = kind.Length == 0 ? "" : "." + kind;
        return new GeneratedFile((Encoding.UTF8.GetByteCount(stem) > MostBytes ? marked : stem) + suffix, marked + suffix, text);
    }

    /// <summary>The names that more than one file has, whatever their case.</summary>
    public static IEnumerable<string> Clashes(IEnumerable<string> files) =>
        files.GroupBy(f => f, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key.ToUpperInvariant())
            .OrderBy(f => f, StringComparer.Ordinal);

    /// <summary>The name of a file beside others.</summary>
    /// <param name="file">The file.</param>
    /// <param name="clashes">What <see cref="Clashes"/> gives.</param>
    public static string Of(GeneratedFile file, IEnumerable<string> clashes) =>
        clashes.Contains(file.Name.ToUpperInvariant()) ? file.UniqueName : file.Name;

    /// <summary>One level deep: in DeepDsl.Generated.My.System the name System would no longer mean the one that everybody knows.</summary>
    internal static string ProgramsNamespace(DeclaredType type)
    {
        IEnumerable<string> around = type.Namespace.Split('.').Concat(type.Containers.Select(c => c.MetadataName.Replace('`', '_')));
        string[] parts = [.. around.Append(type.Name).Where(p => p.Length > 0)];
        string joined = string.Join("_", parts.Select(p => p.Replace("_", "__")));

        // Underscores at the ends of parts would make A_.B and A._B the same, and `1 is written like _1.
        bool isPlain = Encoding.UTF8.GetByteCount(joined) <= MostNamespaceBytes && type.Containers.All(c => c.TypeParameters.Count == 0)
            && !parts.Any(p => p[0] == '_' || p[p.Length - 1] == '_');
        return $"{Namespace}.{(isPlain ? joined : $"{Cut(joined, MostNamespaceBytes)}_{Mark(type)}")}Programs";
    }

    /// <summary>As much of the beginning as so many bytes hold.</summary>
    private static string Cut(string text, int bytes)
    {
        while (Encoding.UTF8.GetByteCount(text) > bytes)
        {
            text = text.Substring(0, text.Length - 1);
        }

        return text;
    }

    /// <summary>Sixteen letters and digits that no other type has.</summary>
    private static string Mark(DeclaredType type)
    {
        using SHA256 hash = SHA256.Create();
        byte[] digest = hash.ComputeHash(Encoding.UTF8.GetBytes(type.ToString()));
        return string.Concat(digest.Take(8).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
