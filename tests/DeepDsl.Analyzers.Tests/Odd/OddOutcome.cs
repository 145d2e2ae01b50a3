using System.Globalization;
using System.Text.RegularExpressions;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DeepDsl.Analyzers.Tests.Odd;

/// <summary>What became of an odd declaration.</summary>
/// <param name="Exception">The generator's; it should have none.</param>
/// <param name="Generated">Errors and warnings in what was generated; there should be none.</param>
/// <param name="OfCSharp">Errors that C# has on the source.</param>
/// <param name="Ours">Errors of ours, with their places.</param>
internal sealed record OddOutcome(string Exception, IReadOnlyList<string> Generated, IReadOnlyList<string> OfCSharp, IReadOnlyList<string> Ours)
{
    private const string After = "\n}";

    private static readonly CSharpParseOptions Language = Sources.Language;

    /// <summary>The outcomes of many, which share one compilation as long as the generator bears it.</summary>
    public static IReadOnlyList<OddOutcome> Of(IReadOnlyList<OddDeclaration> odd)
    {
        OddDeclaration[] together = [.. odd.Where(o => !o.Alone)];
        Dictionary<OddDeclaration, OddOutcome> outcomes = odd.Where(o => o.Alone).ToDictionary(o => o, o => Compile([o])[0]);
        foreach (OddDeclaration[] part in together.GroupBy(o => o.Compiles).SelectMany(g => g.Chunk(100)))
        {
            IReadOnlyList<OddOutcome> found = Compile(part);
            for (int i = 0; i < part.Length; i++)
            {
                outcomes[part[i]] = found[i].Exception.Length == 0 ? found[i] : Compile([part[i]])[0];
            }
        }

        return [.. odd.Select(o => outcomes[o])];
    }

    private static string Before(OddDeclaration odd, int place) => odd.Alone
        ? odd.Source.Contains("global using", StringComparison.Ordinal) ? "" : "using DeepDsl;\n"
        : $"using System; using DeepDsl; namespace Odd{place.ToString(CultureInfo.InvariantCulture)} {{\n";

    private static OddOutcome[] Compile(IReadOnlyList<OddDeclaration> odd)
    {
        Marked[] marked = [.. odd.Select((o, i) => new Marked(Before(o, i) + o.Source + (o.Alone ? "" : After)))];
        CSharpCompilation compilation = Sources.Empty.AddSyntaxTrees(
            marked.Select((m, i) => CSharpSyntaxTree.ParseText(m.Text, Language, $"/src/Odd{i.ToString(CultureInfo.InvariantCulture)}.cs")));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: Language)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        if (driver.GetRunResult().Results[0].Exception is { } exception)
        {
            return [.. odd.Select(_ => new OddOutcome(exception.Message, [], [], []))];
        }

        // Some errors come with the image alone, where there is no other.
        ILookup<int, Diagnostic> ofCSharp = (odd[0].Compiles ? output.Emit(Stream.Null).Diagnostics : output.GetDiagnostics())
            .Where(d => d.Severity >= DiagnosticSeverity.Warning).ToLookup(PlaceOf);
        CSharpCompilation declared = compilation.AddSyntaxTrees(
            driver.GetRunResult().Results[0].GeneratedSources.Where(s => !Signatures.IsProgram(s.HintName)).Select(s => Signatures.Of(s)));
        ILookup<int, Diagnostic> ours = RuleTest.DiagnosticsOf(declared).Where(d => d.Severity == DiagnosticSeverity.Error).ToLookup(PlaceOf);
        return [.. odd.Select((_, i) => new OddOutcome(
            "",
            [.. ofCSharp[i].Concat(ofCSharp[-1]).Where(d => !compilation.ContainsSyntaxTree(d.Location.SourceTree!)).Select(d => d.ToString())],
            [.. ofCSharp[i].Where(d => d.Severity == DiagnosticSeverity.Error && compilation.ContainsSyntaxTree(d.Location.SourceTree!)).Select(d => d.ToString())],
            [.. ours[i].Select(d => $"{d.Id} at {Text(marked[i], d.Location.SourceSpan)}: {d.GetMessage(CultureInfo.InvariantCulture)}")]))];
    }

    private static int PlaceOf(Diagnostic diagnostic) =>
        Regex.Match(diagnostic.Location.SourceTree?.FilePath ?? "", "Odd([0-9]+)") is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : -1;

    /// <summary>Where the errors of ours should be.</summary>
    public static string[] Places(OddDeclaration odd)
    {
        Marked marked = new(Before(odd, 0) + odd.Source + (odd.Alone ? "" : After));
        return [.. marked.Spans.Select(s => $"{odd.Rule} at {Text(marked, s)}")];
    }

    private static string Text(Marked marked, TextSpan span) => $"{marked.Text.Length - span.Start} from the end, {marked.Text.Substring(span.Start, span.Length)}";
}
