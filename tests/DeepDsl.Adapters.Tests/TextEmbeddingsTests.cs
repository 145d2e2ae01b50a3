using DeepDsl.Text;
using Microsoft.Extensions.AI;

namespace DeepDsl.Adapters.Tests;

/// <summary>Vectors of texts: those that the model gives for their tokens.</summary>
public sealed class TextEmbeddingsTests
{
    private static readonly string[] s_texts =
        ["the sea was calm", "a storm came over the sea", "the sea was calm", "calm", "the storm over the sea was a calm storm that came"];

    private readonly TextEncoder _encoder = TextEncoder.Words(s_texts);

    [Fact]
    public async Task Texts_of_any_length_get_the_vector_of_their_tokens()
    {
        TextNet net = new(seed: 1);
        // <embeddings>
        using IEmbeddingGenerator<string, Embedding<float>> generator = new TextEmbeddings(net, _encoder, output: "meaning");
        GeneratedEmbeddings<Embedding<float>> embeddings = await generator.GenerateAsync(s_texts);
        // </embeddings>
        Assert.Equal(s_texts.Length, embeddings.Count);
        for (int i = 0; i < s_texts.Length; i++)
        {
            // Two tokens at least, eight at most.
            int[] tokens = _encoder.Encode([s_texts[i]], Math.Clamp(_encoder.Encode(s_texts[i]).Length, 2, 8)).Tokens;
            float[] expected = net.Predict(new Dataset([new DataColumn("text", tokens, tokens.Length)], []))["meaning"].Values.ToArray();
            Assert.Equal(expected, embeddings[i].Vector.ToArray());
            Assert.Equal("TextNet", embeddings[i].ModelId);
        }
        Assert.Equal(embeddings[0].Vector.ToArray(), embeddings[2].Vector.ToArray());
        Assert.NotEqual(embeddings[0].Vector.ToArray(), embeddings[1].Vector.ToArray());
        Assert.Equal(4 + 6 + 4 + 2 + 8, embeddings.Usage!.InputTokenCount);
    }

    [Fact]
    public async Task Texts_are_filled_up_where_the_model_reads_one_length()
    {
        FixedNet net = new(seed: 2);
        TextEmbeddings generator = new(net, _encoder);
        ReadOnlyMemory<float> vector = await generator.GenerateVectorAsync("the sea");
        Assert.Equal(net.Predict(_encoder.Encode(["the sea"], 5).Tokens), vector.ToArray());
    }

    [Fact]
    public async Task Many_threads_get_what_one_gets()
    {
        TextEmbeddings generator = new(new TextNet(seed: 1), _encoder, "meaning");
        float[][] alone = [.. (await generator.GenerateAsync(s_texts)).Select(e => e.Vector.ToArray())];
        GeneratedEmbeddings<Embedding<float>>[] together =
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => generator.GenerateAsync(s_texts))));
        Assert.All(together, some => Assert.Equal(alone, some.Select(e => e.Vector.ToArray())));
    }

    [Fact]
    public void It_says_what_it_is()
    {
        TextNet net = new();
        TextEmbeddings generator = new(net, _encoder, "meaning");
        EmbeddingGeneratorMetadata metadata = Assert.IsType<EmbeddingGeneratorMetadata>(generator.GetService(typeof(EmbeddingGeneratorMetadata)));
        Assert.Equal(("TextNet", 6), (metadata.DefaultModelId, metadata.DefaultModelDimensions));
        Assert.Same(net, generator.GetService(typeof(Network)));
        Assert.Null(generator.GetService(typeof(string)));
        Assert.Null(generator.GetService(typeof(Network), "key"));
    }

    [Fact]
    public async Task What_does_not_fit_is_an_error()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new TextEmbeddings(new TextNet(), _encoder));
        Assert.StartsWith("TextNet has the outputs 'meaning', 'kind'; name the one that is the embedding.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => new TextEmbeddings(new TextNet(), _encoder, "sense"));
        Assert.StartsWith("TextNet has the outputs 'meaning', 'kind'; there is none called 'sense'.", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => new TextEmbeddings(new FruitNet(), _encoder));
        Assert.StartsWith("FruitNet has 'input' [3] floats; embeddings of texts need", error.Message, StringComparison.Ordinal);
        TextEncoder large = TextEncoder.Words([string.Join(' ', Enumerable.Range(0, 60).Select(i => $"word{i}"))]);
        error = Assert.Throws<ArgumentException>(() => new TextEmbeddings(new FixedNet(), large));
        Assert.StartsWith($"The encoder has {large.Count} tokens, but FixedNet takes 40", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<ArgumentException>(
            () => new TextEmbeddings(new FixedNet(), _encoder).GenerateAsync(["a"], new EmbeddingGenerationOptions { Dimensions = 3 }));
        Assert.StartsWith("FixedNet gives 6 dimensions, and 3 were asked for", error.Message, StringComparison.Ordinal);
    }
}
