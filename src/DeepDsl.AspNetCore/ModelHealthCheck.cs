using DeepDsl.CompilerServices;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeepDsl;

/// <summary>Asks a model about a sample of zeros.</summary>
internal sealed class ModelHealthCheck(ServedModel served) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check(context));

    private HealthCheckResult Check(HealthCheckContext context)
    {
        Dictionary<string, object> data = new() { ["weights"] = served.File.Path, ["pending"] = served.Pending };
        HealthCheckResult Result(HealthStatus status, string text) => new(status, text, exception: null, data);
        if (served.IsStopping)
        {
            return Result(context.Registration.FailureStatus, $"{served.Name} takes no more requests, since the program ends.");
        }
        if (!PredictsNumbers())
        {
            return Result(
                context.Registration.FailureStatus, $"{served.Name} gives no finite numbers; look at its weights, {served.File.Path}.");
        }
        if (served.File.Failure is { } failure)
        {
            return Result(HealthStatus.Degraded, $"{served.Name} keeps its weights of before: {failure}");
        }
        return served.Pending >= served.Options.MaxPending
            ? Result(HealthStatus.Degraded, $"{served.Name} has {served.Pending} requests, as many as it takes.")
            : Result(HealthStatus.Healthy, $"{served.Name} predicts.");
    }

    private bool PredictsNumbers()
    {
        NetworkDefinition model = served.Definition;
        SymbolValues symbols = model.Symbols.Aggregate(default(SymbolValues), (values, s) => values.With(s.Symbol, s.Min));
        Sample zeros = new(
            Array.ConvertAll(model.Inputs, i => i.IsInt ? null : new float[i.LengthAt(symbols)]),
            Array.ConvertAll(model.Inputs, i => i.IsInt ? new int[i.LengthAt(symbols)] : null), symbols);
        Predictions predictions = served.Network.Predict(Sample.Join(model, [zeros]));
        return predictions.Outputs.All(o => o.ValueArray.All(float.IsFinite));
    }
}
