using System.Globalization;
using System.Text.Json.Nodes;
using DeepDsl.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace DeepDsl;

/// <summary>What an OpenAPI document says of a route: the shapes of its model, and the classes.</summary>
/// <param name="route">The route.</param>
/// <param name="endpoint">What answers there.</param>
internal sealed class PredictDocument(IEndpointConventionBuilder route, IPredictEndpoint endpoint)
{
    public IEndpointConventionBuilder WithPredictDocument() => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        Describe(operation, endpoint.MediaTypes.ToDictionary(m => m, m => m == MediaType.Json && !endpoint.IsDecoded(m) ? Inputs() : Bytes(m)));
        return Task.CompletedTask;
    });

    public IEndpointConventionBuilder WithRecordDocument<TRecord>() => route.AddOpenApiOperationTransformer(
        async (operation, context, cancellation) =>
        {
            OpenApiSchema record = await context.GetOrCreateSchemaAsync(typeof(TRecord), null, cancellation).ConfigureAwait(false);
            Describe(operation, new() { [MediaType.Json] = record });
        });

    private void Describe(OpenApiOperation operation, Dictionary<string, OpenApiSchema> bodies)
    {
        operation.Summary ??= $"What {endpoint.Served.Name} says of a sample.";
        operation.Description ??= endpoint.Served.Definition.Summary;
        operation.RequestBody = new OpenApiRequestBody { Required = true, Content = bodies.ToDictionary(b => b.Key, b => Of(b.Value)) };
        operation.Responses = new OpenApiResponses
        {
            ["200"] = Response("What the model says.", MediaType.Json, Answer()),
            ["400"] = Refusal("The body is no sample of the model."),
            ["408"] = Refusal("The body comes too slowly."),
            ["413"] = Refusal("The body is too long."),
            ["415"] = Refusal("The body is of a media type that is not read."),
            ["429"] = Refusal("Too many requests; Retry-After says when to come again."),
            ["500"] = Refusal("The model fails on the sample, or gives no finite numbers."),
            ["503"] = Refusal("Not answered in time, or the program ends; Retry-After says when to come again."),
        };
    }

    /// <summary>An object of inputs by name, or the values of the only one.</summary>
    private OpenApiSchema Inputs()
    {
        ValueDefinition[] inputs = endpoint.Served.Definition.Inputs;
        OpenApiSchema Input(ValueDefinition input) => Values(input, ", flat or as arrays inside arrays");
        OpenApiSchema all = Object(inputs.Select(i => (i.Name, (IOpenApiSchema)Input(i))));
        return inputs.Length > 1 ? all : new OpenApiSchema { OneOf = [Input(inputs[0]), all] };
    }

    private OpenApiSchema Bytes(string mediaType) => new()
    {
        Type = JsonSchemaType.String,
        Format = "binary",
        Description = endpoint.IsDecoded(mediaType) ? null
            : $"{Described(endpoint.Served.Definition.Inputs[0])}, four bytes each, the lowest first.",
    };

    private OpenApiSchema Answer() => AnswerWriter.IsBare(endpoint.Outputs)
        ? Class(endpoint.Outputs[0])
        : Object(endpoint.Outputs.Select(o => (o.Name, (IOpenApiSchema)(o.HasClasses ? Class(o) : Values(o.Value, "")))));

    private static OpenApiSchema Class(OutputForm output)
    {
        bool isNamed = output.ClassNames.Count > 0;
        OpenApiSchema label = isNamed
            ? new() { Type = JsonSchemaType.String, Enum = [.. output.ClassNames.Select(n => (JsonNode)n)] }
            : new() { Type = JsonSchemaType.Integer, Minimum = "0", Maximum = (output.Classes - 1).ToString(CultureInfo.InvariantCulture) };
        int beside = output is { IsYesOrNo: true, AreScores: true } ? 1 : output.Classes;
        OpenApiSchema values = isNamed && beside == output.Classes
            ? Object(output.ClassNames.Select(n => (n, (IOpenApiSchema)Number())))
            : new() { Type = JsonSchemaType.Array, Items = Number(), MinItems = beside, MaxItems = beside };
        return Object([(AnswerWriter.Label, label), (AnswerWriter.Beside(output), values)]);
    }

    private static OpenApiSchema Values(ValueDefinition value, string form) => new()
    {
        Type = JsonSchemaType.Array,
        Description = $"{Described(value)}{form}.",
        Items = value.IsInt ? Whole(value) : Number(),
        MinItems = value.Sizes == null ? value.Length : null,
        MaxItems = value.Length,
    };

    /// <summary>With its range, unless a number outside stands for nothing.</summary>
    private static OpenApiSchema Whole(ValueDefinition value) => value is { Limit: > 0, IgnoreIndex: null }
        ? new() { Type = JsonSchemaType.Integer, Minimum = "0", Maximum = (value.Limit - 1).ToString(CultureInfo.InvariantCulture) }
        : new() { Type = JsonSchemaType.Integer };

    private static string Described(ValueDefinition value) =>
        $"{Shapes.Text(value.Shape, value.Sizes)} {CallChecks.Kind(value.IsInt)}";

    private static OpenApiSchema Object(IEnumerable<(string Name, IOpenApiSchema Schema)> members)
    {
        Dictionary<string, IOpenApiSchema> properties = members.ToDictionary(m => m.Name, m => m.Schema);
        return new() { Type = JsonSchemaType.Object, Properties = properties, Required = properties.Keys.ToHashSet() };
    }

    private static OpenApiSchema Number() => new() { Type = JsonSchemaType.Number, Format = "float" };

    private static OpenApiMediaType Of(OpenApiSchema schema) => new() { Schema = schema };

    private static OpenApiResponse Refusal(string description) =>
        Response(description, MediaType.Problem, new OpenApiSchema { Type = JsonSchemaType.Object });

    private static OpenApiResponse Response(string description, string mediaType, OpenApiSchema schema) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { [mediaType] = Of(schema) },
    };
}
