using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace DeepDsl.Gpu;

/// <summary>A device in the words of users.</summary>
internal sealed record DeviceChoice(DeviceChoice.Kind What, int Index = 0, string Name = "")
{
    /// <summary>The environment variable that overrides the best device.</summary>
    internal const string Variable = "DEEPDSL_DEVICE";

    internal const string Words = "write cpu, gpu, gpu:1 (its number), gpu:H100 (a part of its name), or best";

    private const string GpuPrefix = "gpu:";

    internal enum Kind
    {
        Best,
        Cpu,
        GpuByNumber,
        GpuByName,
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out DeviceChoice? choice)
    {
        string word = text.Trim();
        string card = word.StartsWith(GpuPrefix, StringComparison.OrdinalIgnoreCase) ? word[GpuPrefix.Length..].Trim() : "";
        choice = word.ToLowerInvariant() switch
        {
            "best" => new(Kind.Best),
            "cpu" => new(Kind.Cpu),
            "gpu" => new(Kind.GpuByNumber),
            _ when card.Length == 0 => null,
            _ when int.TryParse(card, NumberStyles.None, CultureInfo.InvariantCulture, out int index) => new(Kind.GpuByNumber, index),
            _ => new(Kind.GpuByName, Name: card),
        };
        return choice is not null;
    }

    /// <param name="variable">The value of <see cref="Variable"/>.</param>
    public static Device Best(string? variable)
    {
        if (string.IsNullOrWhiteSpace(variable))
        {
            return FirstCardOrCpu();
        }

        if (!TryParse(variable, out var choice))
        {
            throw new InvalidOperationException($"{Variable} is '{Listing.Short(variable)}', which names no device; {Words}.");
        }

        return choice.What == Kind.Best ? FirstCardOrCpu() : choice.Open();
    }

    public Device Open() => What switch
    {
        Kind.Cpu => Device.Cpu(),
        Kind.GpuByNumber => Device.Gpu(Index),
        Kind.GpuByName => Device.Gpu(Name),
        _ => Device.Best(),
    };

    private static Device FirstCardOrCpu() => Cards.All.Count > 0 ? Device.Gpu() : Device.Cpu();
}
