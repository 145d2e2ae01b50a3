using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DeepDsl.Tool.Loading;

/// <summary>A file that a project hands to analyzers.</summary>
internal sealed class FileText(string path) : AdditionalText
{
    public override string Path => path;

    public override SourceText? GetText(CancellationToken cancellationToken = default) => File.Exists(path) ? Read(path) : null;

    /// <summary>A source or such a file as compilers read it.</summary>
    public static SourceText Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return SourceText.From(stream, Encoding.UTF8);
    }
}
