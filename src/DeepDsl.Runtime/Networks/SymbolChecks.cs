using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Dimensions that a call sets: their bounds, and what the lengths of its inputs tell of them.</summary>
internal static class SymbolChecks
{
    public static void Bounds(NetworkDefinition definition, in SymbolValues symbols)
    {
        foreach (SymbolDefinition symbol in definition.Symbols)
        {
            int found = symbols[symbol.Symbol];
            if (found < symbol.Min || found > symbol.Max)
            {
                throw found == 0 ? new ArgumentException(
                    $"{definition.Name} sets {symbol.Symbol} at run time, from {symbol.Min} to {symbol.Max}, and this call does not say it; pass it.")
                    : new ArgumentOutOfRangeException(
                        nameof(symbols), $"{definition.Name} takes {symbol.Symbol} from {symbol.Min} to {symbol.Max}, found {found}.");
            }
        }
    }

    /// <summary>The dimensions at which the inputs of one sample have these lengths.</summary>
    public static SymbolValues Of(NetworkDefinition definition, ReadOnlySpan<int> lengths)
    {
        SymbolValues values = default;
        int open = definition.Symbols.Length;
        for (bool found = true; open > 0 && found;)
        {
            found = false;
            for (int i = 0; i < lengths.Length && !found; i++)
            {
                if (Unknown(definition, definition.Inputs[i], values) is { } symbol)
                {
                    values = Solve(definition, definition.Inputs[i], symbol, values, lengths[i]);
                    open--;
                    found = true;
                }
            }
        }

        return values;
    }

    /// <summary>The one dimension of an input that is not known yet; null where there is none or several.</summary>
    private static SymbolDefinition? Unknown(NetworkDefinition definition, ValueDefinition input, in SymbolValues values)
    {
        SymbolDefinition? unknown = null;
        foreach (SymbolDefinition symbol in definition.Symbols)
        {
            if (values[symbol.Symbol] != 0 || !Has(input, symbol.Symbol))
            {
                continue;
            }

            if (unknown != null)
            {
                return null;
            }

            unknown = symbol;
        }

        return unknown;
    }

    private static bool Has(ValueDefinition input, Symbol symbol)
    {
        foreach (Size size in input.Sizes ?? [])
        {
            if (size.Has(symbol))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A larger dimension gives a longer input, so that there is one that fits or none.</summary>
    private static SymbolValues Solve(
        NetworkDefinition definition, ValueDefinition input, SymbolDefinition symbol, in SymbolValues values, int length)
    {
        (int low, int high) = (symbol.Min, symbol.Max);
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (input.LengthAt(values.With(symbol.Symbol, middle)) < length)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        SymbolValues solved = values.With(symbol.Symbol, low);
        return input.LengthAt(solved) == length
            ? solved
            : throw new ArgumentException(
                $"Input '{input.Name}' of {definition.Name} takes {Shapes.Text(input.Shape, input.Sizes)} "
                + $"{CallChecks.Kind(input.IsInt)} with {symbol.Symbol} from {symbol.Min} to {symbol.Max}, found {length}.");
    }
}
