using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DeepDsl.AspNetCore.Tests;

/// <summary>Alone, since what the process allocates is measured.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}

/// <summary>Whatever a body is, it is answered or refused in a sentence, soon, and in little memory.</summary>
[Collection(AloneCollection.Name)]
public sealed class FuzzTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("/fruit")]
    [InlineData("/text")]
    [InlineData("/loans")]
    public Task Some_bodies(string path) => TryAsync(path, 1500);

    /// <summary>As many in all as <c>DEEPDSL_RELIABILITY</c> says, for a machine that has the night.</summary>
    [Theory]
    [Trait("Category", "Sweep")]
    [InlineData("/fruit")]
    [InlineData("/text")]
    [InlineData("/loans")]
    public Task Many_bodies(string path) =>
        TryAsync(path, int.TryParse(Environment.GetEnvironmentVariable("DEEPDSL_RELIABILITY"), out int count) ? count / 3 : 5_000);

    private async Task TryAsync(string path, int count)
    {
        await using TestApp app = await StartAsync();
        HttpFuzz fuzz = new(
            seed: 1,
            [
                "[1,2,3,4,5,6]", """{"input":[[1,2,3],[4,5,6]]}""", """{"words":[1,2,3],"page":[0.5,1]}""",
                """{"amount":3,"city":"x","home":"Owned","income":null}""",
            ]);
        Dictionary<int, int> statuses = [];
        long allocated = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] body = fuzz.Next();
            long before = GC.GetTotalAllocatedBytes();
            int status = await AskAsync(app, path, body);
            allocated = Math.Max(allocated, i < 100 ? 0 : GC.GetTotalAllocatedBytes() - before);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
        }
        Assert.Equal([200, 400], statuses.Keys.Order());
        Assert.True(allocated < 4 << 20, $"a request allocated {allocated} bytes");
    }

    private static async Task<int> AskAsync(TestApp app, string path, byte[] body)
    {
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = new("application/json");
        using HttpResponseMessage response = await app.Client.PostAsync(path, content).WaitAsync(TimeSpan.FromSeconds(30));
        JsonElement json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;
        if ((int)response.StatusCode == StatusCodes.Status400BadRequest)
        {
            string detail = json.GetProperty("detail").GetString()!;
            Assert.True(detail.Length is > 10 and < 1000 && ".?".Contains(detail[^1]), detail);
        }
        return (int)response.StatusCode;
    }

    private Task<TestApp> StartAsync()
    {
        new FruitNet().SaveWeights(_folder["fruit.safetensors"]);
        new TextNet().SaveWeights(_folder["text.safetensors"]);
        LoanNet loans = new();
        loans.Fit([new Loan(1, 2, Home.Owned, "Ghent", null, true), new Loan(2, 3, null, "Ghent", null, false)], new FitOptions { Epochs = 1 });
        loans.SaveWeights(_folder["loans.safetensors"]);
        return TestApp.StartAsync(
            s => s.AddModel<FruitNet>(_folder["fruit.safetensors"]).AddModel<TextNet>(_folder["text.safetensors"])
                .AddModel<LoanNet>(_folder["loans.safetensors"]),
            a =>
            {
                a.MapPredict<FruitNet>("/fruit");
                a.MapPredict<TextNet>("/text");
                a.MapPredict<LoanNet, Loan>("/loans");
            });
    }
}
