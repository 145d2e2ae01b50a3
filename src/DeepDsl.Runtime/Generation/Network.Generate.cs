using System.ComponentModel;
using DeepDsl.CompilerServices;

namespace DeepDsl;

public abstract partial class Network
{
    private static readonly GenerateOptions s_likeliest = new();
    private readonly Stack<Reading> _readings = new();

    /// <summary>Called by <c>Generate</c> of the generated class.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected int[] GenerateTokens(ReadOnlySpan<int> prompt, int count, GenerateOptions? options) =>
        GenerateTokens(ReadOnlySpan<int>.Empty, prompt, count, options);

    /// <summary>Called by <c>Generate</c> of the generated class.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected int GenerateTokens(ReadOnlySpan<int> prompt, Span<int> tokens, GenerateOptions? options) =>
        GenerateTokens(ReadOnlySpan<int>.Empty, prompt, tokens, options);

    /// <summary>Called by <c>GenerateEach</c> of the generated class.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected IEnumerable<int> GenerateTokensOneByOne(int[] prompt, int count, GenerateOptions? options) =>
        GenerateTokensOneByOne(Array.Empty<int>(), prompt, count, options);

    /// <summary>Called by <c>Generate</c> of the generated class, with the model's other input.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected int[] GenerateTokens<T>(ReadOnlySpan<T> given, ReadOnlySpan<int> prompt, int count, GenerateOptions? options)
        where T : struct
    {
        GenerateChecks.Count(Definition, count);
        int[] tokens = new int[count];
        int found = GenerateTokens(given, prompt, tokens, options);
        return found == count ? tokens : tokens[..found];
    }

    /// <summary>Called by <c>Generate</c> of the generated class, with the model's other input.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected int GenerateTokens<T>(ReadOnlySpan<T> given, ReadOnlySpan<int> prompt, Span<int> tokens, GenerateOptions? options)
        where T : struct
    {
        options ??= s_likeliest;
        GenerateChecks.Prompt(Definition, prompt);
        GenerateChecks.Options(Definition, options);
        if (tokens.IsEmpty)
        {
            return 0;
        }

        if (options.Beams > 1)
        {
            return Search(given, prompt, tokens, options);
        }

        Reading reading = Rent();
        try
        {
            Begin(reading, given, prompt);
            Continuation text = new(reading, options, tokens.Length);
            while (text.MoveNext())
            {
                tokens[text.Found - 1] = text.Current;
            }

            return text.Found;
        }
        finally
        {
            Return(reading);
        }
    }

    /// <summary>Called by <c>GenerateEach</c> of the generated class, with the model's other input.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected IEnumerable<int> GenerateTokensOneByOne<T>(T[] given, int[] prompt, int count, GenerateOptions? options)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(prompt);
        options ??= s_likeliest;
        GenerateChecks.Prompt(Definition, prompt);
        GenerateChecks.Count(Definition, count);
        GenerateChecks.Options(Definition, options);
        GenerateChecks.OneByOne(options);
        if (Definition.Generation!.Given is not null)
        {
            GenerateChecks.Given<T>(Definition.Generation.Of(Definition), given);
        }

        return OneByOne<T>([.. given], [.. prompt], count, options);
    }

    private IEnumerable<int> OneByOne<T>(T[] given, int[] prompt, int count, GenerateOptions options)
        where T : struct
    {
        if (count == 0)
        {
            yield break;
        }

        Reading reading = Rent();
        try
        {
            Begin<T>(reading, given, prompt);
            Continuation text = new(reading, options, count);
            while (text.MoveNext())
            {
                yield return text.Current;
            }
        }
        finally
        {
            Return(reading);
        }
    }

    private int Search<T>(ReadOnlySpan<T> given, ReadOnlySpan<int> prompt, Span<int> tokens, GenerateOptions options)
        where T : struct
    {
        Reading[] readings = new Reading[options.Beams];
        for (int i = 0; i < readings.Length; i++)
        {
            readings[i] = Rent();
        }

        try
        {
            Begin(readings[0], given, prompt);
            ReadOnlySpan<int> text = new BeamSearch(readings, options, tokens.Length).Run();
            text.CopyTo(tokens);
            return text.Length;
        }
        finally
        {
            Array.ForEach(readings, Return);
        }
    }

    private void Begin<T>(Reading reading, ReadOnlySpan<T> given, ReadOnlySpan<int> prompt)
        where T : struct
    {
        if (Definition.Generation!.Given is null)
        {
            reading.Begin();
        }
        else
        {
            reading.Begin(given);
        }

        reading.Read(prompt);
    }

    private Reading Rent()
    {
        lock (_readings)
        {
            if (_readings.TryPop(out Reading? reading))
            {
                return reading;
            }
        }

        return new(Definition, Backend);
    }

    private void Return(Reading reading)
    {
        lock (_readings)
        {
            _readings.Push(reading);
        }
    }
}
