using System.Globalization;
using System.Runtime.InteropServices;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Checks of what <c>Generate</c> is given, with the text of each error.</summary>
internal static class GenerateChecks
{
    public static void Prompt(NetworkDefinition definition, ReadOnlySpan<int> prompt)
    {
        GenerationDefinition generation = definition.Generation!;
        if (prompt.IsEmpty)
        {
            throw new ArgumentException(
                $"{definition.Name} goes on from a prompt of at least 1 token, found none; "
                + "begin with one, such as that for the start of a text.",
                nameof(prompt));
        }

        if (generation.DependsOnPosition && prompt.Length > generation.Steps)
        {
            throw new ArgumentException(
                $"{definition.Name} sees {generation.Steps} tokens at once, and the prompt has {prompt.Length}; "
                + $"pass the last {generation.Steps}.",
                nameof(prompt));
        }

        for (int i = 0; i < prompt.Length; i++)
        {
            if ((uint)prompt[i] >= (uint)generation.Limit)
            {
                throw new ArgumentException(
                    $"The prompt of {definition.Name} takes tokens from 0 to {generation.Limit - 1}, found {prompt[i]} at position {i}.",
                    nameof(prompt));
            }
        }
    }

    /// <summary>What a text follows from, and the dimensions that its length tells.</summary>
    /// <param name="step">The model as a call of one step sees it.</param>
    public static SymbolValues Given<T>(NetworkDefinition step, ReadOnlySpan<T> given)
        where T : struct
    {
        bool isInt = typeof(T) == typeof(int);
        SymbolValues symbols = SymbolChecks.Of(step, [1, given.Length]);
        CallChecks.Input(step, 1, 1, symbols, given.Length, isInt);
        if (isInt)
        {
            CallChecks.InputRange(step, 1, symbols, MemoryMarshal.Cast<T, int>(given));
        }

        return symbols;
    }

    public static void Count(NetworkDefinition definition, int count)
    {
        if (count < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(count), $"{definition.Name} generates 0 tokens or more, found {count}.");
        }
    }

    public static void Options(NetworkDefinition definition, GenerateOptions options)
    {
        int tokens = definition.Generation!.Tokens;
        if (!(options.Temperature >= 0) || double.IsInfinity(options.Temperature))
        {
            throw Wrong("Temperature", options.Temperature, "it must be 0, which takes the likeliest token, or more");
        }

        if (options.TopK < 0 || options.TopK > tokens)
        {
            throw Wrong("TopK", options.TopK, $"it must be from 1 to {tokens}, the tokens that {definition.Name} knows, or 0 for all");
        }

        if (!(options.TopP > 0 && options.TopP <= 1))
        {
            throw Wrong("TopP", options.TopP, "it must be a probability above 0, at most 1");
        }

        if (options.Beams < 1)
        {
            throw Wrong("Beams", options.Beams, "it must be at least 1");
        }

        if (options.StopToken is { } stop && (uint)stop >= (uint)tokens)
        {
            throw Wrong("StopToken", stop, $"{definition.Name} has tokens from 0 to {tokens - 1}");
        }

        if (options.Temperature == 0 && (options.TopK > 0 || options.TopP < 1))
        {
            throw new ArgumentException(
                $"GenerateOptions has {(options.TopK > 0 ? "TopK" : "TopP")}, which narrows what is drawn, and a Temperature of 0, "
                + "which draws nothing; set Temperature, such as 1.");
        }

        if (options.Temperature > 0 && options.Beams > 1)
        {
            throw new ArgumentException(
                "GenerateOptions has Beams, which look for the likeliest text, and a Temperature, which draws one; drop one of them.");
        }
    }

    /// <summary>Tokens of several beams are known when all are.</summary>
    public static void OneByOne(GenerateOptions options)
    {
        if (options.Beams > 1)
        {
            throw new ArgumentException(
                "GenerateOptions has Beams, which know no token before the last; call Generate, which gives all at once.");
        }
    }

    public static void Scores(NetworkDefinition definition, ReadOnlySpan<float> scores)
    {
        int wrong = scores.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (wrong >= 0 && !float.IsNegativeInfinity(scores[wrong]))
        {
            string score = scores[wrong].ToString(CultureInfo.InvariantCulture);
            throw new InvalidOperationException(
                $"{definition.Name} gave token {wrong} the score {score}, from which nothing can be chosen; "
                + "look for weights that are not finite.");
        }
    }

    private static ArgumentOutOfRangeException Wrong(string option, double found, string rule) =>
        new(option, string.Create(CultureInfo.InvariantCulture, $"GenerateOptions has {option} = {found}; {rule}."));
}
