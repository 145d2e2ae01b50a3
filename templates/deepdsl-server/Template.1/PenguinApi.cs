using System.Text.Json.Serialization;

namespace Template._1;

/// <summary>A net behind an address. One net serves all requests: threads may predict on it at the same time.</summary>
public static class PenguinApi
{
    /// <summary>What is asked: the sex of a penguin, and how sure the net is.</summary>
    public sealed record Answer(Sex Sex, float Probability);

    /// <summary>A server of the net in a file, which is read before the first request.</summary>
    public static WebApplication Create(string netFile, string[] args)
    {
        PenguinNet net = new();
        net.LoadWeights(netFile);

        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            json.SerializerOptions.RespectRequiredConstructorParameters = true; // a penguin without a species is refused
        });
        WebApplication app = builder.Build();
        app.MapPost("/predict", (Penguin penguin) => Predict(net, penguin));
        return app;
    }

    private static Answer Predict(PenguinNet net, Penguin penguin)
    {
        float male = net.PredictProbabilities([penguin])[(int)Sex.Male];
        return male >= 0.5f ? new Answer(Sex.Male, male) : new Answer(Sex.Female, 1 - male);
    }
}
