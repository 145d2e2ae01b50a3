using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace DeepDsl.Package.Tests;

/// <summary>A reader who copies what a page shows, in its order, in an empty folder.</summary>
internal sealed class PageRun(PackageFixture package, string name) : IDisposable
{
    /// <summary>How much lower an accuracy may be than on the page: last bits differ between processors.</summary>
    private const double AccuracyTolerance = 0.03;

    private static readonly TimeSpan s_longestStart = TimeSpan.FromMinutes(5);

    private readonly string _folder = Directory.CreateDirectory(Path.Combine(package.Folder, name)).FullName;
    private readonly List<Process> _servers = [];
    private string _output = "";

    public void Follow(IReadOnlyList<PageStep> steps)
    {
        foreach (PageStep step in steps)
        {
            Follow(step);
        }
    }

    public void Dispose()
    {
        foreach (Process server in _servers)
        {
            server.Kill(entireProcessTree: true);
            server.WaitForExit();
            server.Dispose();
        }
    }

    private void Follow(PageStep step)
    {
        switch (step.Kind)
        {
            case PageStepKind.Write:
                string file = Path.Combine(_folder, step.File);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, step.Text);
                break;
            case PageStepKind.Run or PageStepKind.Fail:
                _output = string.Concat(step.Text.Trim().Split('\n').Select(line => Run(line, fails: step.Kind == PageStepKind.Fail)));
                break;
            case PageStepKind.Start:
                StartServer(step.Text.Trim());
                break;
            case PageStepKind.Prints:
                AssertPrinted(step.Text, _output);
                break;
            case PageStepKind.PrintsLike:
                AssertPrinted(WithoutNumbers(step.Text), WithoutNumbers(_output));
                AssertAccuracy(step.Text);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step));
        }
    }

    private string Run(string command, bool fails)
    {
        (int code, string output, string error) = Dotnet.Try(Start(command));
        Assert.True((code != 0) == fails, $"{command} ended with {code}:\n{output}\n{error}");
        return output + '\n';
    }

    private void StartServer(string command)
    {
        Uri address = new(Regex.Match(command, @"--urls (\S+)").Groups[1].Value);
        Process server = Process.Start(Start(command))!;
        _servers.Add(server);
        Task<string> output = server.StandardOutput.ReadToEndAsync();
        Task<string> error = server.StandardError.ReadToEndAsync();
        Stopwatch waited = Stopwatch.StartNew();
        while (!Answers(address))
        {
            Assert.False(server.HasExited, $"{command} ended:\n{(server.HasExited ? output.Result + error.Result : "")}");
            Assert.True(waited.Elapsed < s_longestStart, $"{command} has not answered for {s_longestStart}.");
            Thread.Sleep(200);
        }
    }

    private static bool Answers(Uri address)
    {
        try
        {
            using TcpClient client = new(address.Host, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private ProcessStartInfo Start(string command)
    {
        string[] words = [.. Regex.Matches(command, "\"([^\"]*)\"|\\S+").Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Value)];
        ProcessStartInfo start = Dotnet.StartInfo(words[0], _folder, words[1..]);
        start.Environment["DOTNET_CLI_HOME"] = Path.Combine(package.Folder, "home"); // templates that are installed stay there
        start.Environment["DOTNET_NOLOGO"] = "1";
        return start;
    }

    private static void AssertPrinted(string shown, string output)
    {
        string rest = Joined(output);
        foreach (string part in Regex.Split(shown, @"^\.\.\.$", RegexOptions.Multiline).Select(Joined).Where(p => p.Length > 0))
        {
            int place = rest.IndexOf(part, StringComparison.Ordinal);
            Assert.True(place >= 0, $"The page shows\n{part}\nwhere this was printed:\n{output}");
            rest = rest[(place + part.Length)..];
        }
    }

    private void AssertAccuracy(string shown)
    {
        if (Accuracy(shown) is { } expected)
        {
            Assert.InRange(Accuracy(_output) ?? 0, expected - AccuracyTolerance, 1);
        }
    }

    /// <summary>The last accuracy of a text.</summary>
    private static double? Accuracy(string text) =>
        Regex.Matches(text, @"accuracy\D*?([01]\.\d+)").LastOrDefault() is { } last
            ? double.Parse(last.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    private static string WithoutNumbers(string text) => Regex.Replace(text, @"\d+([.,]\d+)*(E-?\d+)?", "#");

    /// <summary>As one line, since a page breaks what a terminal does not; with the separators of paths of the page.</summary>
    private static string Joined(string text) => Regex.Replace(text.Replace('\\', '/'), @"\s+", " ").Trim();
}
