using DeepDsl.CompilerServices;
using DeepDsl.Text;
using Microsoft.Extensions.AI;

namespace DeepDsl;

/// <summary>
/// What a model makes of texts, as vectors: one of its outputs is the embedding. Any number of threads may ask it at once; a call computes
/// on the thread that makes it.
/// </summary>
public sealed class TextEmbeddings : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly Network _model;
    private readonly TextEncoder _encoder;
    private readonly int _output;
    private readonly int _length;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <param name="model">A model of one input, the tokens.</param>
    /// <param name="encoder">What makes tokens of texts: that of the texts that the model was trained on.</param>
    /// <param name="output">The output that is the embedding, as <c>[Output("...")]</c> names it; null for the only one.</param>
    public TextEmbeddings(Network model, TextEncoder encoder, string? output = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(encoder);
        (_model, _encoder) = (model, encoder);
        NetworkDefinition definition = model.Definition;
        if (definition.Inputs is not [{ IsInt: true, Shape.Length: 1 } input])
        {
            throw new ArgumentException(
                $"{definition.Name} has {Listing.Of(definition.Inputs, Described)}; embeddings of texts need a model of "
                + "one input, the tokens of a text.", nameof(model));
        }
        if (input.Limit > 0 && input.Limit < encoder.Count)
        {
            throw new ArgumentException(
                $"The encoder has {encoder.Count} tokens, but {definition.Name} takes {input.Limit}; give the encoder that it was "
                + "trained with.", nameof(encoder));
        }
        _output = OutputOf(definition, output);
        _length = input.Length; // the longest, where any will do
        ValueDefinition embedding = definition.Outputs[_output];
        if (embedding.Sizes != null)
        {
            throw new ArgumentException(
                $"Output '{embedding.Name}' of {definition.Name} is {Shapes.Text(embedding.Shape, embedding.Sizes)}, one vector a token; "
                + "name an output behind a layer that makes one of all, such as [GlobalAvgPool1D].", nameof(output));
        }
        _metadata = new("deepdsl", providerUri: null, definition.Name, embedding.Length);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A text has what the encoder has no token for, or the options want other dimensions.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (options?.Dimensions is { } dimensions && dimensions != _metadata.DefaultModelDimensions)
        {
            throw new ArgumentException(
                $"{_metadata.DefaultModelId} gives {_metadata.DefaultModelDimensions} dimensions, and {dimensions} were asked for; "
                + "leave Dimensions out.",
                nameof(options));
        }
        int[][] tokens = [.. values.Select(Tokens)];
        Embedding<float>[] embeddings = new Embedding<float>[tokens.Length];
        // Texts of one length are one batch: nothing is filled up that the model has no padding for.
        foreach (IGrouping<int, int> equal in Enumerable.Range(0, tokens.Length).GroupBy(i => tokens[i].Length))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Embed(tokens, [.. equal], embeddings);
        }
        long read = tokens.Sum(t => (long)t.Length);
        return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(embeddings)
        {
            Usage = new UsageDetails { InputTokenCount = read, TotalTokenCount = read },
        });
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey != null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(_model) ? _model
            : serviceType.IsInstanceOfType(_encoder) ? _encoder
            : null;
    }

    /// <summary>Does nothing: the model is its owner's.</summary>
    public void Dispose()
    {
    }

    private static string Described(ValueDefinition input) =>
        $"'{input.Name}' {Shapes.Text(input.Shape, input.Sizes)} {CallChecks.Kind(input.IsInt)}";

    private static int OutputOf(NetworkDefinition model, string? name)
    {
        int at = name == null ? model.Outputs.Length - 1 : Array.FindIndex(model.Outputs, o => o.Name == name);
        return at >= 0 && (name != null || model.Outputs.Length == 1) ? at : throw new ArgumentException(
            $"{model.Name} has the outputs {Listing.Quoted([.. model.Outputs.Select(o => o.Name)])}; "
            + (name == null ? "name the one that is the embedding." : $"there is none called '{Listing.Short(name)}'."), "output");
    }

    /// <summary>As many as the model reads: cut behind, or filled up where it reads one length alone.</summary>
    private int[] Tokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int own = _model.Definition.Symbols is [{ Min: var least }] ? Math.Clamp(_encoder.Encode(text).Length, least, _length) : _length;
        return _encoder.Encode([text], own).Tokens;
    }

    private void Embed(int[][] tokens, int[] places, Embedding<float>[] embeddings)
    {
        int length = tokens[places[0]].Length;
        DataColumn column = new(_model.Definition.Inputs[0].Name, [.. places.SelectMany(i => tokens[i])], length);
        PredictedOutput said = _model.Predict(new Dataset([column], [])).Outputs[_output];
        for (int i = 0; i < places.Length; i++)
        {
            embeddings[places[i]] = new Embedding<float>(said.Of(i).ToArray())
            {
                ModelId = _metadata.DefaultModelId, CreatedAt = DateTimeOffset.UtcNow,
            };
        }
    }
}
