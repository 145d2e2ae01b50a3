using System.CommandLine;
using DeepDsl.Tool.Loading;

namespace DeepDsl.Tool.Commands;

/// <summary>How a project is built, as dotnet build calls it.</summary>
/// <param name="configuration">By default; null for that of dotnet build.</param>
internal sealed class BuildOptions(string? configuration = null)
{
    private readonly Option<string?> _configuration = new("--configuration", "-c")
    {
        Description = $"The configuration of a project; {configuration ?? "that of dotnet build"} by default.",
        HelpName = "name",
    };

    private readonly Option<string?> _framework = new("--framework", "-f")
    {
        Description = "The framework, of a project for several.",
        HelpName = "name",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_configuration);
        command.Options.Add(_framework);
    }

    public BuildChoice Choice(ParseResult parsed) => new(parsed.GetValue(_configuration) ?? configuration, parsed.GetValue(_framework));
}
