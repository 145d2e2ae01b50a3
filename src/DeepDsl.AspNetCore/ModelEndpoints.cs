using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DeepDsl;

/// <summary>Routes by which models predict.</summary>
public static class ModelEndpoints
{
    /// <summary>
    /// A route that takes the inputs of one sample and gives what the model says of it: POST of a JSON object of inputs by name, or, where
    /// the model has one input, of its values alone, as JSON or as bytes (<c>application/octet-stream</c>, four for each number, the lowest
    /// first). Requests that meet are predicted together.
    /// </summary>
    /// <typeparam name="TModel">The model, which <see cref="ModelServices"/> added.</typeparam>
    /// <param name="endpoints">The routes.</param>
    /// <param name="pattern">The path.</param>
    /// <param name="configure">Limits, names of classes, and other media types.</param>
    /// <returns>What adds conventions to the route, such as who may use it.</returns>
    public static IEndpointConventionBuilder MapPredict<TModel>(
        this IEndpointRouteBuilder endpoints, string pattern, Action<PredictOptions>? configure = null)
        where TModel : Network
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return Map(endpoints, pattern, new ArrayEndpoint(ModelServices.Served<TModel>(endpoints.ServiceProvider), Configured(configure)))
            .WithPredictDocument();
    }

    /// <summary>
    /// A route that takes a record as a JSON object and gives what the model says of it. Members that are never null must be there, those
    /// that may be null and the label need not.
    /// </summary>
    /// <typeparam name="TModel">The model, which <see cref="ModelServices"/> added.</typeparam>
    /// <typeparam name="TRecord">The record of its <c>[Input]</c>.</typeparam>
    /// <param name="endpoints">The routes.</param>
    /// <param name="pattern">The path.</param>
    /// <param name="configure">Limits and names of classes.</param>
    /// <returns>What adds conventions to the route.</returns>
    public static IEndpointConventionBuilder MapPredict<TModel, TRecord>(
        this IEndpointRouteBuilder endpoints, string pattern, Action<PredictOptions>? configure = null)
        where TModel : Network
        where TRecord : IFeatures<TRecord>
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        IServiceProvider services = endpoints.ServiceProvider;
        JsonTypeInfo<TRecord> json = RecordJson.Of<TRecord>(services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions);
        return Map(endpoints, pattern, new RecordEndpoint<TRecord>(ModelServices.Served<TModel>(services), Configured(configure), json))
            .WithRecordDocument<TRecord>();
    }

    private static PredictDocument Map(IEndpointRouteBuilder endpoints, string pattern, IPredictEndpoint endpoint)
    {
        RequestDelegate handle = endpoint.HandleAsync;
        // Documents list routes that tell their method.
        IEndpointConventionBuilder route =
            endpoints.MapPost(pattern, handle).WithMetadata(handle.Method, endpoint).WithTags(endpoint.Served.Name);
        return new PredictDocument(route, endpoint);
    }

    private static PredictOptions Configured(Action<PredictOptions>? configure)
    {
        PredictOptions options = new();
        configure?.Invoke(options);
        return options;
    }
}
