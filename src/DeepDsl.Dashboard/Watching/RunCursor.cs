using System.Globalization;

namespace DeepDsl;

/// <summary>How much of a run a page has already.</summary>
internal readonly record struct RunCursor(int Run, int StepGeneration, int Steps, int EpochGeneration, int Epochs, int Lines)
{
    private const int Parts = 6;

    /// <summary>What a page says that it has; nothing where it says something odd.</summary>
    public static RunCursor Parse(string? text)
    {
        string[] parts = text?.Split('.', Parts + 1) ?? [];
        Span<int> numbers = stackalloc int[Parts];
        for (int i = 0; i < Parts; i++)
        {
            if (parts.Length != Parts || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return default;
            }
        }
        return new(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Run}.{StepGeneration}.{Steps}.{EpochGeneration}.{Epochs}.{Lines}");
}
