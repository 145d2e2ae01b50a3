using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Export;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Exports;

/// <summary>Layers that have no form in the version of ONNX's operators that [Exportable] names, and versions that are not written.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OnnxFormAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [DeclarationRules.DD1041_LayerWithoutOnnxForm, DeclarationRules.DD1042_OnnxVersion];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        if (model.Spec.Exportable is not { } exportable)
        {
            return;
        }

        double asked = exportable.Opset ?? OnnxOpsets.Standard;
        if (asked is < OnnxOpsets.Oldest or > OnnxOpsets.Newest)
        {
            int nearest = asked < OnnxOpsets.Oldest ? OnnxOpsets.Oldest : OnnxOpsets.Newest;
            model.ReportSetting(DeclarationRules.DD1042_OnnxVersion, exportable.Setting,
                $"[Exportable] has Opset = {(int)asked}, but models are written in the versions {OnnxOpsets.Oldest} to {OnnxOpsets.Newest} "
                + $"of ONNX's operators.",
                nameof(ExportableSpec.Opset), [Version(exportable, nearest)]);
            return;
        }

        var missing = OnnxOpsets.Without(model.Graph, (int)asked);
        int enough = missing.Select(m => OnnxOpsets.FirstWith(m.Primitive)).DefaultIfEmpty(OnnxOpsets.Oldest).Max();
        foreach (var (row, primitive) in missing)
        {
            model.Report(DeclarationRules.DD1041_LayerWithoutOnnxForm, row.Path,
                $"{row.Layer.Title} has no form in version {(int)asked} of ONNX's operators, which [Exportable] asks for: it needs "
                + $"{OnnxOpsets.Needs(primitive)}, which came with version {OnnxOpsets.FirstWith(primitive)}.",
                "", [Version(exportable, enough)]);
        }
    }

    private static NextStep Version(ExportableSpec exportable, int opset) => new($"say [Exportable(Opset = {opset})]",
        draft => draft.SetSetting(exportable.Setting, nameof(ExportableSpec.Opset), new NumberArgument(opset))) { Title = $"Set Opset = {opset}" };
}
