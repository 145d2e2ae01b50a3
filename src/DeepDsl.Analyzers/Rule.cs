using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers;

/// <summary>Makes descriptors, so that category, link and form are the same for all.</summary>
internal static class Rule
{
    public const string HelpLinkStart = "https://github.com/deepdsl/deepdsl/blob/main/docs/rules/";

    public static DiagnosticDescriptor Error(string id, string title, string description) => Create(id, title, description, DiagnosticSeverity.Error);

    public static DiagnosticDescriptor Warning(string id, string title, string description) => Create(id, title, description, DiagnosticSeverity.Warning);

    public static DiagnosticDescriptor Info(string id, string title, string description) => Create(id, title, description, DiagnosticSeverity.Info);

    /// <summary>An <see cref="Info"/> that is reported only where an .editorconfig gives it a severity.</summary>
    public static DiagnosticDescriptor OnRequest(string id, string title, string description) =>
        Create(id, title, description, DiagnosticSeverity.Info, isEnabled: false);

    private static DiagnosticDescriptor Create(
        string id, string title, string description, DiagnosticSeverity severity, bool isEnabled = true) =>
        new(id, title, "{0}", CategoryOf(id), severity, isEnabled, description, HelpLinkStart + id + ".md");

    private static string CategoryOf(string id) => id[2] switch
    {
        '1' => "DeepDsl.Declaration",
        '2' => "DeepDsl.Shapes",
        '3' => "DeepDsl.Layers",
        '4' => "DeepDsl.Loss",
        '5' => "DeepDsl.Training",
        '6' => id[3] == '1' ? "DeepDsl.Taste" : "DeepDsl.Cost",
        _ => "DeepDsl.Usage",
    };
}
