using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Takes the inputs of a model as numbers.</summary>
internal sealed class ArrayEndpoint : PredictEndpoint<Sample>
{
    private readonly SampleReader _reader;
    private readonly PredictOptions _options;

    public ArrayEndpoint(ServedModel served, PredictOptions options)
        : this(served, options, new SampleReader(served.Definition))
    {
    }

    private ArrayEndpoint(ServedModel served, PredictOptions options, SampleReader reader)
        : base(served, OutputForm.Of(served.Definition, options.ClassNames, []), options.BodyLimit(reader.JsonBytes))
    {
        (_options, _reader) = (options, reader);
        if (options.Decoders.Count > 0 && served.Definition.Inputs is not [{ IsInt: false }])
        {
            throw new ArgumentException(
                $"{nameof(PredictOptions)}.{nameof(PredictOptions.Decoders)} give the values of one input of floats, but {served.Name} has "
                + $"{Listing.Of(served.Definition.Inputs, i => $"'{i.Name}' of {CallChecks.Kind(i.IsInt)}")}; "
                + "take them away, or read those bodies in an endpoint of your own.");
        }
        string[] own = reader.HasOneInput ? [MediaType.Json, MediaType.Bytes] : [MediaType.Json];
        MediaTypes = [.. own.Where(m => !options.Decoders.ContainsKey(m)), .. options.Decoders.Keys];
    }

    public override IReadOnlyList<string> MediaTypes { get; }

    public override bool IsDecoded(string mediaType) => _options.Decoders.ContainsKey(mediaType);

    protected override Func<ReadOnlyMemory<byte>, Sample>? ReaderOf(string mediaType) =>
        _options.Decoders.TryGetValue(mediaType, out Func<ReadOnlyMemory<byte>, float[]>? decoder) ? body => Decoded(decoder, body)
        : mediaType.Is(MediaType.Json) ? body => _reader.ReadJson(body.Span)
        : mediaType.Is(MediaType.Bytes) && _reader.HasOneInput ? body => _reader.ReadBytes(body.Span)
        : null;

    /// <summary>Samples of one batch have the same dimensions.</summary>
    protected override Answer[] Predict(IReadOnlyList<Sample> samples)
    {
        Answer[] answers = new Answer[samples.Count];
        foreach (IGrouping<SymbolValues, int> equal in Enumerable.Range(0, samples.Count).GroupBy(i => samples[i].Symbols))
        {
            int[] places = [.. equal];
            Dataset data = Sample.Join(Served.Definition, Array.ConvertAll(places, i => samples[i]));
            Answer[] some = Answer.Of(Served.Network.Predict(data, places.Length), Outputs);
            for (int i = 0; i < places.Length; i++)
            {
                answers[places[i]] = some[i];
            }
        }
        return answers;
    }

    private Sample Decoded(Func<ReadOnlyMemory<byte>, float[]> decoder, ReadOnlyMemory<byte> body)
    {
        try
        {
            return _reader.ReadFloats(decoder(body));
        }
        catch (InvalidDataException error)
        {
            throw new RefusedException(Listing.Sentence(error.Message));
        }
    }
}
