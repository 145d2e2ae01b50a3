using System.Text.Json.Serialization;
using DeepDsl;

namespace Template._1;

/// <summary>A net behind an address. Requests that meet are answered together; too many at once are told to come again.</summary>
public static class PenguinApi
{
    /// <summary>A server of the net in a file, which is read before the first request.</summary>
    public static WebApplication Create(string netFile, string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        builder.Services.AddModel<PenguinNet>(netFile);
        builder.Services.AddHealthChecks().AddModel<PenguinNet>();
        WebApplication app = builder.Build();
        app.MapPredict<PenguinNet, Penguin>("/predict");
        app.MapHealthChecks("/health");
        return app;
    }
}
