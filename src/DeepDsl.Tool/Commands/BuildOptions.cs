using System.CommandLine;
using DeepDsl.Tool.Loading;

namespace DeepDsl.Tool.Commands;

/// <summary>How a project is built, as dotnet build calls it.</summary>
internal sealed class BuildOptions
{
    private readonly Option<string?> _configuration = new("--configuration", "-c")
    {
        Description = "The configuration of a project; that of dotnet build by default.",
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

    public BuildChoice Choice(ParseResult parsed) => new(parsed.GetValue(_configuration), parsed.GetValue(_framework));
}
