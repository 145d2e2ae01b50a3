using System.ComponentModel;
using DeepDsl.CompilerServices;

namespace DeepDsl;

public abstract partial class Network
{
    private static readonly GenerateOptions s_likeliest = new();
    private readonly Stack<Reading> _readings = new();

    /// <summary>Called by <c>Generate</c> of the generated class.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected int[] GenerateTokens(ReadOnlySpan<int> prompt, int count, GenerateOptions? options)
    {
        GenerateChecks.Count(Definition, count);
        int[] tokens = new int[count];
        int found = GenerateTokens(prompt, tokens, options);
        return found == count ? tokens : tokens[..found];
    }

    /// <summary>Called by <c>Generate</c> of the generated class.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected int GenerateTokens(ReadOnlySpan<int> prompt, Span<int> tokens, GenerateOptions? options)
    {
        options ??= s_likeliest;
        GenerateChecks.Prompt(Definition, prompt);
        GenerateChecks.Options(Definition, options);
        if (options.Beams > 1 && tokens.Length > 0)
        {
            return Search(prompt, tokens, options);
        }

        Reading reading = Rent();
        try
        {
            reading.Begin();
            reading.Read(prompt);
            for (int i = 0; i < tokens.Length; i++)
            {
                tokens[i] = reading.Draw.Next(reading.Scores(), options, i);
                if (tokens[i] == options.StopToken)
                {
                    return i + 1;
                }

                if (i + 1 < tokens.Length)
                {
                    reading.Read(tokens[i]);
                }
            }

            return tokens.Length;
        }
        finally
        {
            Return(reading);
        }
    }

    /// <summary>Called by <c>GenerateEach</c> of the generated class.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected IEnumerable<int> GenerateTokensOneByOne(int[] prompt, int count, GenerateOptions? options)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        options ??= s_likeliest;
        GenerateChecks.Prompt(Definition, prompt);
        GenerateChecks.Count(Definition, count);
        GenerateChecks.Options(Definition, options);
        GenerateChecks.OneByOne(options);
        return OneByOne([.. prompt], count, options);
    }

    private IEnumerable<int> OneByOne(int[] prompt, int count, GenerateOptions options)
    {
        Reading reading = Rent();
        try
        {
            reading.Begin();
            reading.Read(prompt);
            for (int i = 0; i < count; i++)
            {
                int token = reading.Draw.Next(reading.Scores(), options, i);
                yield return token;
                if (token == options.StopToken)
                {
                    yield break;
                }

                if (i + 1 < count)
                {
                    reading.Read(token);
                }
            }
        }
        finally
        {
            Return(reading);
        }
    }

    private int Search(ReadOnlySpan<int> prompt, Span<int> tokens, GenerateOptions options)
    {
        Reading[] readings = new Reading[2 * options.Beams];
        for (int i = 0; i < readings.Length; i++)
        {
            readings[i] = Rent();
        }

        try
        {
            readings[0].Begin();
            readings[0].Read(prompt);
            ReadOnlySpan<int> text = new BeamSearch(readings, options, tokens.Length).Run();
            text.CopyTo(tokens);
            return text.Length;
        }
        finally
        {
            Array.ForEach(readings, Return);
        }
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
