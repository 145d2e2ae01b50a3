using System.CommandLine;
using DeepDsl.Tool.Loading;

namespace DeepDsl.Tool.Commands;

/// <summary>What commands that read sources take: where these are, and how they are built.</summary>
/// <param name="configuration">Of a project by default; null for that of dotnet build.</param>
internal sealed class SourceArguments(string? configuration = null)
{
    private readonly Argument<string?> _path = new("path")
    {
        Description = "A project, the folder of one, or a file or folder of C# without a project. The current folder by default.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _model = ModelOption();

    private readonly BuildOptions _build = new(configuration);

    public static Option<string?> ModelOption() => new("--model", "-m")
    {
        Description = "The class of the model, with or without its namespace.",
        HelpName = "name",
    };

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">Which takes them.</param>
    /// <param name="choosesModel">Whether one model of several may be chosen.</param>
    public void AddTo(Command command, bool choosesModel = true)
    {
        command.Arguments.Add(_path);
        if (choosesModel)
        {
            command.Options.Add(_model);
        }
        _build.AddTo(command);
    }

    public LoadedSources Load(Workplace workplace, ParseResult parsed) =>
        SourceLoader.Load(workplace, parsed.GetValue(_path), _build.Choice(parsed));

    public string? Model(ParseResult parsed) => parsed.GetValue(_model);
}
