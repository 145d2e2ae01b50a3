using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Reads a sample of a model from a body, and refuses what is none in a sentence.</summary>
internal sealed class SampleReader(NetworkDefinition model)
{
    /// <summary>Bytes of a number as text with what stands around it: as long as any that a program writes, and some blanks.</summary>
    private const int BytesOfNumber = 32;

    private static readonly JsonReaderOptions s_json = new() { MaxDepth = 16 };

    /// <summary>Whether a body can be the values alone, without a name.</summary>
    public bool HasOneInput => model.Inputs.Length == 1;

    /// <summary>Bytes that a sample takes as JSON, at most as it is written by programs.</summary>
    public long JsonBytes => model.Inputs.Sum(i => ((long)i.Length * BytesOfNumber) + i.Name.Length) + 1024;

    /// <summary>
    /// An object of inputs by name; or the values alone, where there is one input. Values are a flat array of numbers, or arrays inside
    /// arrays as the shape says.
    /// </summary>
    public Sample ReadJson(ReadOnlySpan<byte> body)
    {
        Utf8JsonReader reader = new(body, s_json);
        try
        {
            InputValues[] inputs = Read(ref reader);
            if (reader.Read())
            {
                throw new RefusedException("The body has more behind its first JSON value; send one sample.");
            }
            return Checked(inputs);
        }
        catch (JsonException error)
        {
            throw new RefusedException($"The body is no JSON: {Listing.Sentence(error.Message)}");
        }
        catch (InvalidOperationException)
        {
            // What the reader throws of a name that cannot be a string.
            throw new RefusedException("The body has a name that is no text in UTF-8; send names of inputs.");
        }
    }

    /// <summary>The values of the only input as numbers of four bytes, the lowest first.</summary>
    public Sample ReadBytes(ReadOnlySpan<byte> body)
    {
        ValueDefinition input = model.Inputs[0];
        if (body.Length % sizeof(float) != 0 || body.Length > (long)input.Length * sizeof(float))
        {
            throw new RefusedException(
                $"The body has {body.Length} bytes, but {Takes(input)}, of {sizeof(float)} bytes each, the lowest first.");
        }
        InputValues values = new(input, model);
        for (int i = 0; i < body.Length; i += sizeof(float))
        {
            if (input.IsInt)
            {
                values.Add(BinaryPrimitives.ReadInt32LittleEndian(body[i..]));
            }
            else
            {
                values.Add(BinaryPrimitives.ReadSingleLittleEndian(body[i..]));
            }
        }
        return Checked([values]);
    }

    /// <summary>Values of the only input that another decoder read.</summary>
    public Sample ReadFloats(ReadOnlySpan<float> decoded)
    {
        InputValues values = new(model.Inputs[0], model);
        foreach (float value in decoded)
        {
            values.Add(value);
        }
        return Checked([values]);
    }

    private InputValues[] Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            if (!HasOneInput)
            {
                throw new RefusedException(
                    $"The body is no object, but {model.Name} has the inputs {Listing.Quoted(InputNames)}; "
                    + "send an object with the values of each.");
            }
            InputValues only = new(model.Inputs[0], model);
            only.Read(ref reader);
            return [only];
        }
        InputValues?[] inputs = new InputValues?[model.Inputs.Length];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int at = Array.FindIndex(model.Inputs, Named(ref reader));
            if (at < 0)
            {
                string name = reader.GetString()!;
                throw new RefusedException(
                    $"{model.Name} has no input '{Listing.Short(name)}'; there are {Listing.Quoted(InputNames)}."
                    + NearestName.Suggest(name, InputNames));
            }
            if (inputs[at] != null)
            {
                throw new RefusedException($"Input '{model.Inputs[at].Name}' is there twice; send it once.");
            }
            reader.Read();
            (inputs[at] = new InputValues(model.Inputs[at], model)).Read(ref reader);
        }
        int missing = Array.IndexOf(inputs, null);
        return missing < 0 ? Array.ConvertAll(inputs, i => i!) : throw new RefusedException(
            $"Input '{model.Inputs[missing].Name}' is missing: {Takes(model.Inputs[missing])}.");
    }

    private static Predicate<ValueDefinition> Named(ref Utf8JsonReader reader)
    {
        string? name = reader.GetString();
        return input => input.Name == name;
    }

    private string[] InputNames => Array.ConvertAll(model.Inputs, i => i.Name);

    /// <summary>The dimensions follow from the lengths; then shapes and values are those that the inputs take.</summary>
    private Sample Checked(InputValues[] inputs)
    {
        SymbolValues symbols = Symbols(inputs);
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i].Check(symbols);
        }
        return new Sample(Array.ConvertAll(inputs, i => i.Floats), Array.ConvertAll(inputs, i => i.Ints), symbols);
    }

    private SymbolValues Symbols(InputValues[] inputs)
    {
        if (model.Symbols.Length == 0)
        {
            return default;
        }
        try
        {
            SymbolValues symbols = SymbolChecks.Of(model, Array.ConvertAll(inputs, i => i.Count));
            SymbolChecks.Bounds(model, symbols);
            return symbols;
        }
        catch (ArgumentException error)
        {
            throw new RefusedException(error.Message);
        }
    }

    private string Takes(ValueDefinition input) => string.Create(
        CultureInfo.InvariantCulture,
        $"input '{input.Name}' of {model.Name} takes {(input.Sizes == null ? "" : "at most ")}{input.Length} {CallChecks.Kind(input.IsInt)} "
        + $"{Shapes.Text(input.Shape, input.Sizes)}");
}
