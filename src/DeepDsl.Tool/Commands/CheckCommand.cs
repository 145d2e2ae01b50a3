using System.CommandLine;
using DeepDsl.Tool.Checking;
using DeepDsl.Tool.Loading;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Tool.Commands;

/// <summary>The rules of the analyzers, without an editor.</summary>
internal static class CheckCommand
{
    public static Command Create(Workplace workplace)
    {
        Command command = new("check", "What the rules find in a project or in files: 1 is the exit code where there are errors.");
        SourceArguments sources = new();
        sources.AddTo(command, choosesModel: false);
        Option<string?> sarif = new("--sarif") { Description = "A file to write the findings to, as SARIF 2.1.0.", HelpName = "file" };
        Option<bool> strict = new("--warnaserror") { Description = "Warnings count as errors." };
        command.Options.Add(sarif);
        command.Options.Add(strict);
        command.SetAction(parsed =>
            Run(workplace, sources.Load(workplace, parsed), parsed.GetValue(sarif), parsed.GetValue(strict)));
        return command;
    }

    private static int Run(Workplace workplace, LoadedSources sources, string? sarif, bool warningsAreErrors)
    {
        IReadOnlyList<Diagnostic> findings = CheckRun.Run(sources, workplace.Stop);
        foreach (Diagnostic finding in findings)
        {
            FindingText.Write(workplace, finding);
        }
        if (sarif is not null)
        {
            SarifLog.Write(workplace.Full(sarif), workplace.Folder, findings);
        }
        int errors = findings.Count(f => f.Severity == DiagnosticSeverity.Error);
        int warnings = findings.Count(f => f.Severity == DiagnosticSeverity.Warning);
        int others = findings.Count - errors - warnings;
        workplace.Output.Note($"{sources.Name}: {Counted(errors, "error")}, {Counted(warnings, "warning")}, {others} for information");
        return errors > 0 || (warningsAreErrors && warnings > 0) ? ExitCode.Findings : ExitCode.Success;
    }

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
