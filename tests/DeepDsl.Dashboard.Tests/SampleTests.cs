using System.Diagnostics;
using System.Reflection;

namespace DeepDsl.Tests.Dashboards;

/// <summary>samples/Digits with a page, as a process of its own.</summary>
public sealed class SampleTests
{
    private static readonly string s_program =
        typeof(SampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Digits").Value!;

    /// <summary>The page can be read when the fit has ended, and it does not keep the process alive, though nobody disposes of it.</summary>
    [Fact]
    public async Task The_page_stays_as_long_as_the_program_and_no_longer()
    {
        ProcessStartInfo start = new("dotnet", [s_program, "--dashboard", "0", "--epochs", "1"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string line = (await process.StandardOutput.ReadLineAsync())!;
        Assert.StartsWith("Dashboard: http://127.0.0.1:", line, StringComparison.Ordinal);
        Client client = new(new(line["Dashboard: ".Length..]));
        while (await process.StandardOutput.ReadLineAsync() is { } other && other != "The page stays until Enter is pressed.")
        {
        }
        await client.UntilPhase("ended");
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(0, process.ExitCode);
    }
}
