using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Shapes as sizes and as text.</summary>
internal static class Shapes
{
    public static int Product(ReadOnlySpan<int> shape)
    {
        int product = 1;
        foreach (int size in shape)
        {
            product = checked(product * size);
        }

        return product;
    }

    public static int Product(ReadOnlySpan<Size> shape, in SymbolValues symbols)
    {
        int product = 1;
        foreach (Size size in shape)
        {
            product = checked(product * (int)size.At(symbols));
        }

        return product;
    }

    /// <summary>As in messages: [T, 16], or the numbers where nothing is set at run time.</summary>
    public static string Text(int[] shape, Size[]? sizes) => sizes is null ? Text(shape) : $"[{Listing.Of(sizes, s => s.ToString())}]";

    /// <summary>As in messages about one call: the sizes of that call.</summary>
    public static string At(int[] shape, Size[]? sizes, SymbolValues symbols) =>
        Text(sizes is null ? shape : Array.ConvertAll(sizes, s => (int)s.At(symbols)));

    /// <summary>As in messages, which may be about a file that claims any number of dimensions.</summary>
    public static string Text(IReadOnlyCollection<int> shape) => $"[{Listing.Of(shape)}]";
}
