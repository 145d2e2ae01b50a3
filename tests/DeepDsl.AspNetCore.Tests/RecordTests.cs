using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DeepDsl.AspNetCore.Tests;

/// <summary>Routes that take a record: answers are those of the model itself.</summary>
public sealed class RecordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_record_gets_the_label_and_probabilities_of_the_model()
    {
        LoanNet net = Trained();
        await using TestApp app = await StartAsync();
        (int status, JsonElement answer) = await app.PostAsync("/loans", """{"amount": 12000, "home": "Rented", "city": "Ghent"}""");
        Assert.True(status == 200, answer.ToString());
        float yes = net.PredictProbabilities([new Loan(12000, null, Home.Rented, "Ghent", null, null)])[0];
        Assert.Equal(yes > 0.5f ? "true" : "false", answer.GetProperty("label").GetString());
        Assert.Equal(yes, answer.GetProperty("probabilities").GetProperty("true").GetSingle());
        Assert.Equal(1 - yes, answer.GetProperty("probabilities").GetProperty("false").GetSingle());
    }

    [Theory]
    [InlineData("""{"home": "Rented", "city": "Ghent"}""", "required properties including: 'amount'")]
    [InlineData("""{"amount": 1, "home": "Rented"}""", "required properties including: 'city'")]
    [InlineData("""{"amount": 1, "city": null}""", "city")]
    [InlineData("""{"amount": "much", "city": "Ghent"}""", "$.amount")]
    [InlineData("""{"amount": 1, "city": "Ghent", "home": "Castle"}""", "$.home")]
    [InlineData("""{"amount": 1e400, "city": "Ghent"}""", "no finite number")]
    [InlineData("null", "The body is null; send an object that is a Loan.")]
    [InlineData("[]", "The body is no Loan: ")]
    [InlineData("{", "The body is no Loan: ")]
    public async Task What_is_no_record_is_refused_in_a_sentence(string body, string part)
    {
        Trained();
        await using TestApp app = await StartAsync();
        Assert.Contains(part, await app.DetailAsync(400, "/loans", body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_with_a_wrong_number_leaves_those_beside_it_their_answers()
    {
        LoanNet net = Trained();
        await using TestApp app = await TestApp.StartAsync(
            s => s.AddModel<LoanNet>(_folder["loans.safetensors"], o => o.MaxWait = TimeSpan.FromMilliseconds(200)),
            a => a.MapPredict<LoanNet, Loan>("/loans"));
        Task<(int Status, JsonElement Body)>[] asked =
        [
            .. Enumerable.Range(0, 6).Select(i => i == 3 ? "1e400" : $"{i + 1}000")
                .Select(amount => app.PostAsync("/loans", $$"""{"amount": {{amount}}, "city": "Ghent"}""")),
        ];
        (int Status, JsonElement Body)[] answers = await Task.WhenAll(asked);
        for (int i = 0; i < answers.Length; i++)
        {
            Assert.Equal(i == 3 ? 400 : 200, answers[i].Status);
            if (i != 3)
            {
                float yes = net.PredictProbabilities([new Loan((i + 1) * 1000, null, null, "Ghent", null, null)])[0];
                Assert.Equal(yes, answers[i].Body.GetProperty("probabilities").GetProperty("true").GetSingle());
            }
        }
    }

    [Fact]
    public async Task A_number_that_was_scaled_to_be_learned_is_answered_in_its_unit()
    {
        FlatNet net = new(seed: 1);
        net.Fit([.. Enumerable.Range(1, 40).Select(i => new Flat(i * 3, 1000 * i))], new FitOptions { Epochs = 3 });
        net.SaveWeights(_folder["flats.safetensors"]);
        await using TestApp app = await TestApp.StartAsync(
            s => s.AddModel<FlatNet>(_folder["flats.safetensors"]), a => a.MapPredict<FlatNet, Flat>("/"));
        (_, JsonElement answer) = await app.PostAsync("/", """{"area": 60}""");
        Assert.Equal(net.Predict(new Flat(60, null))[0], answer.EnumerateObject().Single().Value[0].GetSingle());
    }

    [Fact]
    public async Task A_file_without_numbers_of_records_and_another_record_are_errors_at_start()
    {
        new LoanNet().SaveWeights(_folder["loans.safetensors"]);
        InvalidDataException missing = await Assert.ThrowsAsync<InvalidDataException>(StartAsync);
        Assert.EndsWith(
            "loans.safetensors holds no numbers fitted to records of Loan; save LoanNet after Fit on records.", missing.Message,
            StringComparison.Ordinal);
        Trained();
        ArgumentException other = await Assert.ThrowsAsync<ArgumentException>(() => TestApp.StartAsync(
            s => s.AddModel<LoanNet>(_folder["loans.safetensors"]), a => a.MapPredict<LoanNet, Flat>("/")));
        Assert.StartsWith("LoanNet does not read records of Flat (", other.Message, StringComparison.Ordinal);
    }

    /// <summary>As in a program that is published ahead of time.</summary>
    [Fact]
    public async Task What_is_generated_at_build_time_reads_records_as_strictly()
    {
        LoanNet net = Trained();
        await using TestApp app = await TestApp.StartAsync(
            s => s.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolver = LoanJson.Default)
                .AddModel<LoanNet>(_folder["loans.safetensors"]),
            Map);
        (int status, JsonElement answer) = await app.PostAsync("/loans", """{"amount": 12000, "home": "Rented", "city": "Ghent"}""");
        Assert.True(status == 200, answer.ToString());
        float yes = net.PredictProbabilities([new Loan(12000, null, Home.Rented, "Ghent", null, null)])[0];
        Assert.Equal(yes, answer.GetProperty("probabilities").GetProperty("true").GetSingle());
        Assert.Contains("'amount'", await app.DetailAsync(400, "/loans", """{"city": "Ghent"}"""), StringComparison.Ordinal);
        Assert.Contains("'city'", await app.DetailAsync(400, "/loans", """{"amount": 1}"""), StringComparison.Ordinal);
        Assert.Contains("city", await app.DetailAsync(400, "/loans", """{"amount": 1, "city": null}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_JSON_knows_nothing_of_is_an_error_at_start()
    {
        Trained();
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(
            s => s.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolver = JsonTypeInfoResolver.Combine())
                .AddModel<LoanNet>(_folder["loans.safetensors"]),
            Map));
        Assert.StartsWith("Loan cannot be read from JSON: ", error.Message, StringComparison.Ordinal);
    }

    private LoanNet Trained()
    {
        LoanNet net = new(seed: 1);
        net.Fit(
            [
                .. Enumerable.Range(0, 40).Select(i => new Loan(
                    1000 + (i * 317 % 9000), i % 3 == 0 ? null : 1500 + (i * 37), i % 5 == 0 ? null : (Home)(i % 2),
                    i % 2 == 0 ? "Ghent" : "Bruges", null, i % 4 < 2)),
            ],
            new FitOptions { Epochs = 2 });
        net.SaveWeights(_folder["loans.safetensors"]);
        return net;
    }

    private Task<TestApp> StartAsync() =>
        TestApp.StartAsync(s => s.AddModel<LoanNet>(_folder["loans.safetensors"]), Map);

    private static void Map(WebApplication app)
    {
        // <route>
        app.MapPredict<LoanNet, Loan>("/loans");
        // </route>
    }
}
