using System.Globalization;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Tool.Checking;

/// <summary>Findings as a compiler prints them, in which editors and build servers find the place.</summary>
internal static class FindingText
{
    public static void Write(Workplace workplace, Diagnostic finding)
    {
        FileLinePositionSpan place = finding.Location.GetLineSpan();
        string at = string.Create(CultureInfo.InvariantCulture,
            $"{workplace.Shown(place.Path)}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): ");
        workplace.Output.Line(at, Severity(finding), $" {finding.Id}: {Message(finding)}", finding.Severity switch
        {
            DiagnosticSeverity.Error => Tone.Error,
            DiagnosticSeverity.Warning => Tone.Warning,
            _ => Tone.Information,
        });
    }

    public static string Message(Diagnostic finding) => finding.GetMessage(CultureInfo.InvariantCulture);

    private static string Severity(Diagnostic finding) => finding.Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };
}
