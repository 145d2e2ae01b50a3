using System.Globalization;

namespace DeepDsl.Integration.Tests;

/// <summary>Warm calls allocate nothing, in a process of their own.</summary>
public sealed class AllocationTests
{
    [Fact]
    public Task Warm_training_steps_and_predictions_allocate_nothing() => Nothing_is_allocated_in(calls: 100);

    [Fact, Trait("Category", "Sweep")]
    public Task A_thousand_of_them_allocate_nothing() => Nothing_is_allocated_in(calls: 1000);

    private static async Task Nothing_is_allocated_in(int calls)
    {
        using OtherProcess process = new("allocations", calls.ToString(CultureInfo.InvariantCulture));
        string[] lines = await process.Lines();
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(20, lines.Length);
        Assert.All(lines, line => Assert.True(long.Parse(line.Split(": ")[1], CultureInfo.InvariantCulture) == 0, $"{line} bytes in {calls} calls"));
    }
}
