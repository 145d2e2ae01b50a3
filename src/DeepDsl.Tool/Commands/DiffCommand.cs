using System.CommandLine;
using DeepDsl.Tool.Checking;
using DeepDsl.Tool.Differences;
using DeepDsl.Tool.Loading;
using DeepDsl.Tool.Models;

namespace DeepDsl.Tool.Commands;

/// <summary>Two versions of models beside each other.</summary>
internal static class DiffCommand
{
    public static Command Create(Workplace workplace)
    {
        Command command = new(
            "diff",
            "What became of models, as Markdown: layers, parameters, multiply-adds and memory, of two files, folders or projects, or since a "
            + "commit.");
        Argument<string[]> paths = new("paths")
        {
            Description = "The old and the new version; with --since one of them, the current folder by default.",
            Arity = new ArgumentArity(0, 2),
        };
        Option<string?> since = new("--since")
        {
            Description = "A branch, tag or commit of git, which has the old version.",
            HelpName = "commit",
        };
        Option<string?> model = SourceArguments.ModelOption();
        BuildOptions build = new();
        command.Arguments.Add(paths);
        command.Options.Add(since);
        command.Options.Add(model);
        build.AddTo(command);
        command.SetAction(parsed =>
            Run(workplace, parsed.GetValue(paths) ?? [], parsed.GetValue(since), parsed.GetValue(model), build.Choice(parsed)));
        return command;
    }

    private static int Run(Workplace workplace, string[] paths, string? since, string? name, BuildChoice build)
    {
        (LoadedSources before, LoadedSources after) = (since, paths.Length) switch
        {
            (null, 2) => (SourceLoader.Load(workplace, paths[0], build), SourceLoader.Load(workplace, paths[1], build)),
            (null, _) => throw new ToolException(
                $"diff compares two versions, but {(paths.Length == 1 ? "one was" : "none were")} named. Name the old and the new one, "
                + "or the commit of the old one by --since."),
            (_, 2) => throw new ToolException("With --since, the commit has the old version. Name one path, or leave --since out."),
            _ => Since(SourceLoader.Load(workplace, paths.FirstOrDefault(), build), since, workplace.Stop),
        };
        FoundModel[] old = [.. FindModels.In(before, workplace.Stop).Where(m => name is null || m.Name == name || m.FullName == name)];
        FoundModel[] now = [.. FindModels.In(after, workplace.Stop).Where(m => name is null || m.Name == name || m.FullName == name)];
        if (old.Length + now.Length == 0)
        {
            throw new ToolException($"Neither version of {after.Name} has a model{(name is null ? "" : $" '{Listing.Short(name)}'")}.");
        }
        (string Before, string After) titles = since is not null ? (since, "now")
            : (Title(paths[0], paths[1], paths[0]), Title(paths[0], paths[1], paths[1]));
        workplace.Output.Out.Write(DifferenceText.Of(old, now, titles));
        FoundModel[] broken = [.. now.Where(m => !m.IsSound)];
        ModelProblems.Tell(workplace, [.. old.Where(m => !m.IsSound)], titles.Before);
        ModelProblems.Tell(workplace, broken, titles.After);
        return broken.Length == 0 ? ExitCode.Success : ExitCode.Findings;
    }

    private static (LoadedSources Before, LoadedSources After) Since(LoadedSources now, string commit, CancellationToken stop) =>
        (GitHistory.AsOf(now, commit, stop), now);

    /// <summary>The names alone where these tell the two apart.</summary>
    private static string Title(string first, string second, string one)
    {
        string Last(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        return Last(first) == Last(second) ? one : Last(one);
    }
}
