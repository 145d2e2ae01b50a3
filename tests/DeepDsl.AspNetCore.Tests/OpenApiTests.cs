using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DeepDsl.AspNetCore.Tests;

/// <summary>What the OpenAPI document says of routes.</summary>
public sealed class OpenApiTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_has_shapes_classes_and_refusals()
    {
        new FruitNet().SaveWeights(_folder["fruit.safetensors"]);
        new TextNet().SaveWeights(_folder["text.safetensors"]);
        LoanNet loans = new();
        loans.Fit([new Loan(1, 2, Home.Owned, "Ghent", null, true), new Loan(2, 3, null, "Ghent", null, false)], new FitOptions { Epochs = 1 });
        loans.SaveWeights(_folder["loans.safetensors"]);
        await using TestApp app = await TestApp.StartAsync(
            s => s.AddOpenApi()
                .AddModel<FruitNet>(_folder["fruit.safetensors"]).AddModel<TextNet>(_folder["text.safetensors"])
                .AddModel<LoanNet>(_folder["loans.safetensors"]),
            a =>
            {
                a.MapOpenApi();
                a.MapPredict<FruitNet>("/fruit");
                a.MapPredict<TextNet>("/text");
                a.MapPredict<LoanNet, Loan>("/loans");
            });
        JsonElement paths = JsonDocument.Parse(await app.Client.GetStringAsync("/openapi/v1.json")).RootElement.GetProperty("paths");

        JsonElement fruit = paths.GetProperty("/fruit").GetProperty("post");
        Assert.Equal(["FruitNet"], fruit.GetProperty("tags").EnumerateArray().Select(t => t.GetString()));
        JsonElement values = At(fruit, "requestBody", "content", "application/json", "schema", "oneOf")[0];
        Assert.Equal((6, 6), (values.GetProperty("minItems").GetInt32(), values.GetProperty("maxItems").GetInt32()));
        Assert.StartsWith("[2, 3] floats", values.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.True(At(fruit, "requestBody", "content").TryGetProperty("application/octet-stream", out _));
        JsonElement answer = At(fruit, "responses", "200", "content", "application/json", "schema", "properties");
        Assert.Equal(["Apple", "Pear", "Quince"], answer.GetProperty("label").GetProperty("enum").EnumerateArray().Select(n => n.GetString()));
        Assert.Equal(["Apple", "Pear", "Quince"], At(answer, "probabilities", "properties").EnumerateObject().Select(p => p.Name));
        Assert.Equal(["200", "400", "408", "413", "415", "429", "500", "503"], fruit.GetProperty("responses").EnumerateObject().Select(p => p.Name));

        JsonElement text = paths.GetProperty("/text").GetProperty("post");
        JsonElement words = At(text, "requestBody", "content", "application/json", "schema", "properties", "words");
        Assert.StartsWith("[T] ints", words.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal(6, At(words, "items", "maximum").GetInt32());
        Assert.Equal(2, At(text, "responses", "200", "content", "application/json", "schema", "properties", "place", "maxItems").GetInt32());

        JsonElement loan = At(paths, "/loans", "post", "requestBody", "content", "application/json", "schema", "properties");
        Assert.Equal(["amount", "income", "home", "city", "note", "paid", "share"], loan.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task A_decoder_takes_the_place_of_what_is_read_without_one()
    {
        new FruitNet().SaveWeights(_folder["fruit.safetensors"]);
        await using TestApp app = await TestApp.StartAsync(
            s => s.AddOpenApi().AddModel<FruitNet>(_folder["fruit.safetensors"]),
            a =>
            {
                a.MapOpenApi();
                a.MapPredict<FruitNet>("/", o =>
                {
                    o.Decoders["application/json"] = _ => new float[6];
                    o.Decoders["Application/Octet-Stream"] = _ => new float[6];
                });
            });
        JsonElement document = JsonDocument.Parse(await app.Client.GetStringAsync("/openapi/v1.json")).RootElement;
        JsonElement bodies = At(document, "paths", "/", "post", "requestBody", "content");
        Assert.Equal(["application/json", "Application/Octet-Stream"], bodies.EnumerateObject().Select(p => p.Name));
        Assert.All(bodies.EnumerateObject(), body => Assert.Equal("binary", At(body.Value, "schema", "format").GetString()));
        Assert.All(bodies.EnumerateObject(), body => Assert.False(At(body.Value, "schema").TryGetProperty("description", out _)));
        Assert.Equal(200, (await app.PostAsync("/", "{}")).Status);
    }

    private static JsonElement At(JsonElement json, params string[] names) => names.Aggregate(json, (j, name) => j.GetProperty(name));
}
