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
    /// <summary>Rules that have a fix for some of their cases alone, and for which; a test compares them with what examples get.</summary>
    private static readonly Dictionary<string, string> s_some = new()
    {
        [RuleIds.LayersOnSecondPart] = "where both parts are in one file",
        [RuleIds.MissingInput] = "where [Input] stands further down",
        [RuleIds.UnusedName] = "of an [Identity]",
        [RuleIds.WrongType] = "where an embedding reads an input",
        [RuleIds.ConcatShapes] = "where one axis, padding or stride is enough",
        [RuleIds.ReshapeSize] = "where one dimension is enough",
        [RuleIds.TooLarge] = "of adaptive pools",
        [RuleIds.HeadHoldsMostParameters] = "where nothing else reads the flat value",
        [RuleIds.KernelGrows] = "where the sizes behind still fit",
        [RuleIds.KernelShrinks] = "where the sizes behind still fit",
        [RuleIds.InputLength] = "of new arrays without values",
        [RuleIds.ResultLength] = "of new arrays without values",
        [RuleIds.TargetLength] = "of new arrays without values, of labels",
    };

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
            rules at any time. [DD1035](DD1035.md) to [DD1039](DD1039.md), on names that there are not, and on what other libraries call
            things, appear in every build.

            A fix is offered if the model builds with it and no rule warns of what comes of it. Those of one rule can be made in a file, a project
            or a solution at once, in an editor or by `dotnet format analyzers --severity info`; layers inside a block are mended where they stand,
            if every model that uses it bears that. What changes the data that a model is given is offered one at a time.

            """);
        foreach (IGrouping<string, DiagnosticDescriptor> family in rules.GroupBy(r => r.Category))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {family.Key.Split('.').Last()}\n\n| rule | severity | what it finds | fix |\n|---|---|---|---|\n");
            foreach (DiagnosticDescriptor rule in family)
            {
                page.Append(CultureInfo.InvariantCulture,
                    $"| [{rule.Id}]({rule.Id}.md) | {Severity(rule)} | {rule.Title} | {Fix(rule.Id, fixable)} |\n");
            }
        }

        return page.ToString();
    }

    private static string Fix(string id, HashSet<string> fixable) =>
        !fixable.Contains(id) ? "" : s_some.TryGetValue(id, out string? cases) ? $"some: {cases}" : "yes";

    private static string Severity(DiagnosticDescriptor rule) =>
        rule.DefaultSeverity.ToString().ToLowerInvariant() + (rule.IsEnabledByDefault ? "" : ", off");

    private static IEnumerable<T> Instances<T>(Type inAssembly) => inAssembly.Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(T)) && !t.IsAbstract).Select(t => (T)Activator.CreateInstance(t)!);
}
