using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Tool.Checking;

/// <summary>
/// Findings in the Static Analysis Results Interchange Format, version 2.1.0, which code hosts and editors show at the lines of a change.
/// Written by hand: the part of the format that findings need is a page, and its library is larger than this tool.
/// </summary>
internal static class SarifLog
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string Root = "%SRCROOT%";

    private static readonly JsonWriterOptions s_form =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="path">Of the file, which is replaced as a whole.</param>
    /// <param name="folder">What places are relative to: a log is read on another machine.</param>
    /// <param name="findings">In the order in which they are to be shown.</param>
    public static void Write(string path, string folder, IReadOnlyList<Diagnostic> findings) => AtomicFile.Write(path, stream =>
    {
        using Utf8JsonWriter json = new(stream, s_form);
        DiagnosticDescriptor[] rules =
            [.. findings.Select(f => f.Descriptor).DistinctBy(r => r.Id).OrderBy(r => r.Id, StringComparer.Ordinal)];
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, rules);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (Diagnostic finding in findings)
        {
            WriteResult(json, finding, Array.FindIndex(rules, r => r.Id == finding.Id), folder);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteTool(Utf8JsonWriter json, DiagnosticDescriptor[] rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "deepdsl");
        json.WriteString("version", typeof(SarifLog).Assembly.GetName().Version!.ToString(3));
        json.WriteStartArray("rules");
        foreach (DiagnosticDescriptor rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            WriteText(json, "shortDescription", rule.Title.ToString() is { Length: > 0 } title ? title : rule.Id);
            if (rule.Description.ToString() is { Length: > 0 } description)
            {
                WriteText(json, "fullDescription", description);
            }
            json.WriteString("helpUri", rule.HelpLinkUri);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.DefaultSeverity));
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteString("category", rule.Category);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, Diagnostic finding, int rule, string folder)
    {
        FileLinePositionSpan place = finding.Location.GetLineSpan();
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", Level(finding.Severity));
        WriteText(json, "message", FindingText.Message(finding));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Address(place.Path, folder, out bool isInside));
        if (isInside)
        {
            json.WriteString("uriBaseId", Root);
        }
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", place.StartLinePosition.Line + 1);
        json.WriteNumber("startColumn", place.StartLinePosition.Character + 1);
        json.WriteNumber("endLine", place.EndLinePosition.Line + 1);
        json.WriteNumber("endColumn", place.EndLinePosition.Character + 1);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };

    private static string Address(string path, string folder, out bool isInside)
    {
        string relative = Path.GetRelativePath(folder, path);
        isInside = !relative.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(relative);
        return isInside
            ? string.Join('/', relative.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString))
            : new Uri(path).AbsoluteUri;
    }
}
