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

    public static string Text(IEnumerable<int> shape) => $"[{string.Join(", ", shape)}]";
}
