using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DeepDsl.Analyzers.Tests.Harness;

/// <summary>A file that a project gives to the compiler beside its sources.</summary>
internal sealed class TextFile(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
