using System.CommandLine;
using DeepDsl.Tool.Loading;

namespace DeepDsl.Tool.Commands;

/// <summary>New projects, of the templates of DeepDsl.Templates.</summary>
internal static class NewCommand
{
    /// <summary>What dotnet new ends with where it knows no template of a name.</summary>
    private const int NotFound = 103;

    private const string Prefix = "deepdsl-";

    public static Command Create(Workplace workplace)
    {
        Command command = new("new", "A new project from a template, by dotnet new.");
        Argument<string> template = new("template")
        {
            Description = "classifier, tabular, text, server, or another one of DeepDsl.Templates.",
        };
        Option<string?> output = new("--output", "-o") { Description = "Its folder; by default one of its name, or without a name the current one.", HelpName = "folder" };
        Option<string?> name = new("--name", "-n") { Description = "Its name; that of its folder by default.", HelpName = "name" };
        command.Arguments.Add(template);
        command.Options.Add(output);
        command.Options.Add(name);
        command.SetAction(parsed => Run(workplace, parsed.GetValue(template)!, parsed.GetValue(output), parsed.GetValue(name)));
        return command;
    }

    private static int Run(Workplace workplace, string template, string? output, string? name)
    {
        string full = template.StartsWith(Prefix, StringComparison.Ordinal) ? template : Prefix + template;
        List<string> arguments = ["new", full];
        arguments.AddRange(output is null ? [] : ["--output", workplace.Full(output)]);
        arguments.AddRange(name is null ? [] : ["--name", name]);
        ProcessResult result = ProcessRun.Dotnet(workplace.Folder, arguments, workplace.Stop);
        if (result.ExitCode == NotFound)
        {
            throw new ToolException(
                $"dotnet new knows no template {full}. Install the templates by dotnet new install DeepDsl.Templates; "
                + "dotnet new list deepdsl shows them.");
        }
        workplace.Output.Out.Write(result.Output);
        workplace.Output.Error.Write(result.Error);
        return result.ExitCode == 0 ? ExitCode.Success : ExitCode.Failure;
    }
}
