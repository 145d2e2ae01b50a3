using System.Globalization;
using System.Text;
using DeepDsl.Analyzers;
using DeepDsl.Analyzers.Foreign;
using DeepDsl.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DocGen;

/// <summary>docs/rules/README.md: every rule, from the descriptors of the analyzers.</summary>
internal static class RulesPage
{
    public static string Write()
    {
        HashSet<string> fixable = [.. Instances<CodeFixProvider>(typeof(ModelCodeFix)).SelectMany(f => f.FixableDiagnosticIds)];
        DiagnosticDescriptor[] rules =
        [
            .. Instances<DiagnosticAnalyzer>(typeof(ModelAnalyzer)).SelectMany(a => a.SupportedDiagnostics).Distinct()
                .Concat(ForeignNameGenerator.SupportedDiagnostics)
                .OrderBy(r => r.Id, StringComparer.Ordinal),
        ];
        StringBuilder page = new();
        page.Append("""
            # Rules

            Generated from the descriptors of the analyzers by `dotnet run --project tools/DocGen`; do not edit.

            Errors and warnings appear in builds, infos in editors alone. A rule that is *off* is reported where an `.editorconfig` gives it a
            severity: `dotnet_diagnostic.DD6005.severity = suggestion`. The same sets the severity of any rule, or silences it with `none`;
            `#pragma warning disable` and `[SuppressMessage]` silence one place.

            A build asks analyzers only if C# finds no error in declarations: a type that is not there, in an attribute or in the type of a
            field or parameter, an argument that an attribute does not take, a missing `partial`. Mend those first. Errors in the bodies of
            methods hide nothing, and a model with errors has its members all the same, so that its uses make none. An editor shows all
            rules at any time. [DD1038](DD1038.md) and [DD1039](DD1039.md), on what other libraries call things, appear in every build.

            """);
        foreach (IGrouping<string, DiagnosticDescriptor> family in rules.GroupBy(r => r.Category))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {family.Key.Split('.').Last()}\n\n| rule | severity | what it finds | fix |\n|---|---|---|---|\n");
            foreach (DiagnosticDescriptor rule in family)
            {
                page.Append(CultureInfo.InvariantCulture,
                    $"| [{rule.Id}]({rule.Id}.md) | {Severity(rule)} | {rule.Title} | {(fixable.Contains(rule.Id) ? "yes" : "")} |\n");
            }
        }

        return page.ToString();
    }

    private static string Severity(DiagnosticDescriptor rule) =>
        rule.DefaultSeverity.ToString().ToLowerInvariant() + (rule.IsEnabledByDefault ? "" : ", off");

    private static IEnumerable<T> Instances<T>(Type inAssembly) => inAssembly.Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(T)) && !t.IsAbstract).Select(t => (T)Activator.CreateInstance(t)!);
}
