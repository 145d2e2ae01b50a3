using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Takes a record of a model as a JSON object.</summary>
internal sealed class RecordEndpoint<TRecord> : PredictEndpoint<TRecord>
    where TRecord : IFeatures<TRecord>
{
    private readonly JsonTypeInfo<TRecord> _json;

    public RecordEndpoint(ServedModel served, PredictOptions options, JsonTypeInfo<TRecord> json)
        : base(served, OutputForm.Of(served.Definition, options.ClassNames, TRecord.Features.ClassNames), options.BodyLimit(byDefault: 0))
    {
        _json = json;
        if (options.Decoders.Count > 0)
        {
            throw new ArgumentException(
                $"{nameof(PredictOptions)}.{nameof(PredictOptions.Decoders)} give arrays, but {TRecord.Features.Name} is a record; "
                + "take them away.");
        }
        if (served.Network.FeatureNumbers is not { } numbers)
        {
            throw new InvalidDataException(
                $"{served.File.Path} holds no numbers fitted to records of {TRecord.Features.Name}; "
                + $"save {served.Name} after Fit on records.");
        }
        if (numbers.Declaration != TRecord.Features.Declaration)
        {
            throw new ArgumentException(
                $"{served.Name} does not read records of {TRecord.Features.Name} ({numbers.DifferenceFrom(TRecord.Features.Declaration)}); "
                + "map it with the record of its [Input].");
        }
    }

    public override IReadOnlyList<string> MediaTypes { get; } = [MediaType.Json];

    protected override Func<ReadOnlyMemory<byte>, TRecord>? ReaderOf(string mediaType) =>
        mediaType.Is(MediaType.Json) ? body => Read(body.Span) : null;

    protected override Answer[] Predict(IReadOnlyList<TRecord> records)
    {
        try
        {
            return Answer.Of(
                RecordModel.Ask(
                    Served.Network, TRecord.Features, records, samples => Served.Network.Predict(samples, records.Count),
                    said => [.. said.Outputs.Select(o => o.ValueArray)]),
                Outputs);
        }
        catch (ArgumentException error) when (records.Count == 1)
        {
            throw new RefusedException(Listing.Sentence(error.Message)); // a number that features have no place for
        }
    }

    private TRecord Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, _json)
                ?? throw new RefusedException($"The body is null; send an object that is a {TRecord.Features.Name}.");
        }
        catch (JsonException error)
        {
            throw new RefusedException($"The body is no {TRecord.Features.Name}: {Listing.Sentence(error.Message)}");
        }
        catch (ArgumentException error)
        {
            throw new RefusedException($"The body is no {TRecord.Features.Name}: {Listing.Sentence(error.Message)}"); // of its constructor
        }
    }
}
