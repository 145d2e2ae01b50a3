using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace DeepDsl.Tool.Loading;

/// <summary>Runs a program and waits for it.</summary>
internal static class ProcessRun
{
    /// <summary>What dotnet tells its own children of MSBuild, which would lead another SDK to the wrong place.</summary>
    private static readonly string[] s_ofParent =
        ["MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly"];

    /// <summary>The dotnet that runs this tool, or the one on the path.</summary>
    public static ProcessResult Dotnet(string folder, IEnumerable<string> arguments, CancellationToken stop) =>
        Run(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, arguments, stop)
        ?? throw new ToolException("dotnet was not found on the path. Install the .NET SDK 10 from https://dotnet.microsoft.com.");

    /// <summary>Null where there is no such program.</summary>
    public static ProcessResult? Run(string program, string folder, IEnumerable<string> arguments, CancellationToken stop)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (string name in s_ofParent)
        {
            start.Environment.Remove(name);
        }
        // What follows is searched for the word error.
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using Process process = new() { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }
        using CancellationTokenRegistration kill = stop.Register(() => process.Kill(entireProcessTree: true));
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = process.StandardOutput.ReadToEnd();
        string errors = error.GetAwaiter().GetResult();
        process.WaitForExit();
        stop.ThrowIfCancellationRequested();
        return new ProcessResult(process.ExitCode, output, errors);
    }
}
