using System.Collections.Immutable;
using System.Globalization;
using DeepDsl.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Options that every fit refuses before it begins, or at the end of its first epoch.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FitOptionsAnalyzer : InvocationAnalyzer
{
    private const string Validation = "Validation";
    private const string ValidationFraction = "ValidationFraction";
    private const string MeasuredThere = "val_";

    /// <summary>As the library checks them: from which number on, up to which, and what the range is called.</summary>
    private static readonly Dictionary<string, (double Least, double Below, string Range)> s_ranges = new()
    {
        ["Epochs"] = (1, double.PositiveInfinity, "at least 1"),
        ["BatchSize"] = (0, double.PositiveInfinity, "positive, or 0 for the model's own"),
        ["AccumulateSteps"] = (1, double.PositiveInfinity, "at least 1"),
        ["BucketBatches"] = (0, double.PositiveInfinity, "positive, or 0 for none"),
        ["AugmentThreads"] = (1, 65, "from 1 to 64"),
        [ValidationFraction] = (0, 1, "from 0 to below 1"),
    };

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [UsageRules.DD7016_RefusedFit];

    protected override bool LooksAt(string name) => name is "Fit" or "FitAsync";

    protected override void Analyze(IInvocationOperation call, SyntaxNodeAnalysisContext context)
    {
        if (!ModelCall.IsMemberOfModel(call.TargetMethod)
            || call.Arguments.Select(a => KnownLength.Unconverted(a.Value)).OfType<IObjectCreationOperation>()
                .FirstOrDefault(o => o is { Type: { Name: "FitOptions" } made, Initializer: not null } && ModelCall.IsOfLibrary(made))
                is not { } options)
        {
            return;
        }

        void Report(IOperation place, string message) =>
            context.ReportDiagnostic(Diagnostic.Create(UsageRules.DD7016_RefusedFit, place.Syntax.GetLocation(), message));

        Dictionary<string, IOperation> given = Given(options);
        foreach ((string name, IOperation value) in given.Select(g => (g.Key, g.Value)))
        {
            if (s_ranges.TryGetValue(name, out var range) && Number(value) is { } number && !(number >= range.Least && number < range.Below))
            {
                Report(value, $"{name} is {number.ToString(CultureInfo.InvariantCulture)}, which every fit refuses; make it {range.Range}.");
            }
        }

        bool validates = call.Arguments.Any(a => a.Parameter?.Name == "validation" && a.ArgumentKind != ArgumentKind.DefaultValue);
        if (given.TryGetValue(Validation, out IOperation both) && both.ConstantValue is not { HasValue: true, Value: null }
            && given.TryGetValue(ValidationFraction, out IOperation fraction) && Number(fraction) is > 0)
        {
            Report(fraction,
                $"{Validation} says what the fit is validated on, and {ValidationFraction} draws samples for it; keep one of them.");
        }
        else if (!validates && !given.ContainsKey(Validation) && !given.ContainsKey(ValidationFraction))
        {
            // A metric of the user's own may have such a name.
            bool isMeasured = given.ContainsKey("Metrics");
            foreach (IOperation monitor in Monitors(options).Where(m => !isMeasured || m.ConstantValue.Value is "val_loss"))
            {
                Report(monitor, $"{monitor.Syntax} is measured on samples that are held out, and this fit has none; set "
                    + $"{ValidationFraction} = 0.1, or {Validation} to samples kept apart.");
            }
        }
    }

    private static Dictionary<string, IOperation> Given(IObjectCreationOperation made) => made.Initializer!.Initializers
        .OfType<ISimpleAssignmentOperation>().Where(a => a.Target is IPropertyReferenceOperation)
        .GroupBy(a => ((IPropertyReferenceOperation)a.Target).Property.Name).ToDictionary(g => g.Key, g => g.First().Value);

    private static double? Number(IOperation value) =>
        value.ConstantValue is { HasValue: true, Value: int or double or float or long } constant
            ? Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture) : null;

    /// <summary>What callbacks and schedules among the options watch that only a validation measures.</summary>
    private static IEnumerable<IOperation> Monitors(IObjectCreationOperation options) =>
        options.Descendants().OfType<ISimpleAssignmentOperation>()
            .Where(a => a.Target is IPropertyReferenceOperation { Property: { Name: "Monitor", ContainingType: { } owner } }
                && ModelCall.IsOfLibrary(owner))
            .Select(a => a.Value)
            .Where(v => v.ConstantValue is { HasValue: true, Value: string name }
                && name.StartsWith(MeasuredThere, StringComparison.Ordinal));
}
