using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace DeepDsl.Integration.Tests;

/// <summary>Warm calls allocate nothing, in a process of their own.</summary>
public sealed class AllocationTests
{
    [Fact]
    public void Warm_training_steps_and_predictions_allocate_nothing()
    {
        string program = typeof(AllocationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Allocations").Value!;
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(6, lines.Length);
        Assert.All(lines, line => Assert.True(long.Parse(line.Split(": ")[1], CultureInfo.InvariantCulture) == 0, line + " bytes in 1,000 calls"));
    }
}
