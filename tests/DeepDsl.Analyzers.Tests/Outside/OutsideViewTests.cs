using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Analyzers.Tests.Outside;

/// <summary>
/// Programs written by who knows neural networks and had not looked at the rules: what teachers see go wrong, and published
/// architectures that are not among those that rules were made with. Forty of each are of the usual kinds; later ones, whose names begin
/// with a field among the faulty, are of adversarial nets, graphs, sequences with lengths, transfer, several losses, autoencoders and tables.
/// </summary>
public sealed class OutsideViewTests
{
    private const string SoundPrefix = "Sound/";
    private const string FaultyPrefix = "Faulty/";

    /// <summary>Begins a program whose fault may be meant: an info is enough.</summary>
    private const string ToldAsInfo = "// Told as info: ";

    /// <summary>Of the sound ones as many are tried among the ordinary tests.</summary>
    private const int Every = 8;

    public static TheoryData<string> Faulty => [.. Names(FaultyPrefix)];

    public static TheoryData<string> Sound => [.. Names(SoundPrefix)];

    public static TheoryData<string> SomeSound => [.. Names(SoundPrefix).Where((_, i) => i % Every == 0)];

    [Fact]
    public void There_are_as_many_as_is_said() => Assert.Equal((99, 80), (Faulty.Count, Sound.Count));

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Fault_is_told_where_it_is(string name)
    {
        string source = Source(FaultyPrefix + name);
        Marked marked = new(source);
        DiagnosticSeverity least = source.StartsWith(ToldAsInfo, StringComparison.Ordinal) ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;
        Diagnostic[] found = [.. RuleTest.Diagnostics(Sources.Compile(marked.Text))];
        Assert.True(found.Any(d => d.Severity >= least && marked.Spans.Any(s => s.Contains(d.Location.SourceSpan))), string.Join("\n", found.Select(d => d.ToString())));
    }

    [Theory]
    [MemberData(nameof(SomeSound))]
    public void Sound_model_is_left_in_peace(string name) => LeavesInPeace(name);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Sound))]
    public void Each_sound_model_is_left_in_peace(string name) => LeavesInPeace(name);

    private static void LeavesInPeace(string name)
    {
        CSharpCompilation compilation = Sources.Compile(Source(SoundPrefix + name));
        Assert.Empty(RuleTest.DiagnosticsAndErrors(compilation).Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString()));
    }

    private static IEnumerable<string> Names(string prefix) => typeof(OutsideViewTests).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Select(n => n[prefix.Length..]).Order(StringComparer.Ordinal);

    private static string Source(string name)
    {
        using StreamReader reader = new(typeof(OutsideViewTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
