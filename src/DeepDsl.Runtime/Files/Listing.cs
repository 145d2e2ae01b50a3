using System.Globalization;

namespace DeepDsl;

/// <summary>Lists and names in messages, cut so that neither a file nor a caller makes a message long.</summary>
internal static class Listing
{
    private const int MaxItems = 10;
    private const int MaxLength = 120;

    /// <summary>The first ten, and how many more there are; texts are made for those alone.</summary>
    public static string Of<T>(IReadOnlyCollection<T> items, Func<T, string> text)
    {
        string shown = string.Join(", ", items.Take(MaxItems).Select(text));
        return items.Count <= MaxItems
            ? shown
            : string.Create(CultureInfo.InvariantCulture, $"{shown} and {items.Count - MaxItems:N0} more");
    }

    /// <inheritdoc cref="Of{T}(IReadOnlyCollection{T}, Func{T, string})"/>
    public static string Of(IReadOnlyCollection<string> names) => Of(names, Short);

    /// <inheritdoc cref="Of{T}(IReadOnlyCollection{T}, Func{T, string})"/>
    public static string Of(IReadOnlyCollection<int> numbers) => Of(numbers, n => n.ToString(CultureInfo.InvariantCulture));

    /// <summary>As <see cref="Of(IReadOnlyCollection{string})"/>, each in quotes.</summary>
    public static string Quoted(IReadOnlyCollection<string> names) => Of(names, n => $"'{Short(n)}'");

    /// <summary>What another part says of an error, with an end.</summary>
    public static string Sentence(string message) => message.EndsWith('.') ? message : $"{message}.";

    /// <summary>A name, or its beginning where it is longer than any real one.</summary>
    public static string Short(string name) => name.Length <= MaxLength ? name : $"{name.AsSpan(0, MaxLength)}...";
}
