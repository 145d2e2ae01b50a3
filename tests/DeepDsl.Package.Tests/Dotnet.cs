using System.Diagnostics;
using System.Reflection;

namespace DeepDsl.Package.Tests;

/// <summary>Runs the SDK, and says what the build knows of itself.</summary>
internal static class Dotnet
{
    public static string Run(string folder, params string[] arguments) => Start("dotnet", folder, arguments);

    /// <summary>Runs a program and gives what it writes; that it fails is an error.</summary>
    public static string Start(string program, string folder, params string[] arguments)
    {
        (int code, string output, string error) = Try(program, folder, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} ended with {code}:\n{output}\n{error}");
        return output;
    }

    /// <summary>Runs a program and gives what it ends with and writes.</summary>
    public static (int Code, string Output, string Error) Try(string program, string folder, params string[] arguments) =>
        Try(StartInfo(program, folder, arguments));

    public static (int Code, string Output, string Error) Try(ProcessStartInfo start)
    {
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    /// <summary>A program that knows nothing of the test run that starts it.</summary>
    public static ProcessStartInfo StartInfo(string program, string folder, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Set by the test run that this one is part of; the runs below must find their own.
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false"; // a server that runs already may hold analyzers of the same names
        return start;
    }

    public static string Known(string key) => typeof(Dotnet).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
