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

    /// <summary>As in messages, which may be about a file that claims any number of dimensions.</summary>
    public static string Text(IReadOnlyCollection<int> shape) => $"[{Listing.Of(shape)}]";
}
