using System.Diagnostics;
using System.Reflection;

namespace DeepDsl.Integration.Tests;

/// <summary>A run of the project DeepDsl.Integration.Processes.</summary>
internal sealed class OtherProcess : IDisposable
{
    private static readonly string s_program =
        typeof(OtherProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Processes").Value!;

    private readonly Process _process;

    public OtherProcess(params string[] arguments) =>
        _process = Process.Start(new ProcessStartInfo("dotnet", [s_program, .. arguments]) { RedirectStandardOutput = true })!;

    public int ExitCode => _process.ExitCode;

    /// <summary>Until it ends.</summary>
    public async Task<string[]> Lines()
    {
        string output = await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Until it writes its first line, or ends without one.</summary>
    public Task Ready() => _process.StandardOutput.ReadLineAsync();

    /// <summary>Lets it work for a time, then ends it as a loss of power would; false if it had ended by itself.</summary>
    public bool KillAfter(TimeSpan time)
    {
        if (_process.WaitForExit(time))
        {
            return false;
        }

        _process.Kill();
        _process.WaitForExit();
        return true;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
