using System.CommandLine;
using DeepDsl.Tool.Checking;
using DeepDsl.Tool.Loading;
using DeepDsl.Tool.Models;

namespace DeepDsl.Tool.Commands;

/// <summary>What commands that run a model take: which it is, and its weights.</summary>
internal sealed class RunArguments
{
    private readonly SourceArguments _sources = new(configuration: "Release");

    private readonly Option<string?> _weights;

    /// <param name="weights">What the file of weights is for.</param>
    /// <param name="needsWeights">Whether there has to be one.</param>
    public RunArguments(string weights, bool needsWeights) =>
        _weights = new("--weights", "-w") { Description = weights, HelpName = "file", Required = needsWeights };

    public void AddTo(Command command)
    {
        _sources.AddTo(command);
        command.Options.Add(_weights);
    }

    /// <summary>The full path of the weights; null where none are named.</summary>
    public string? Weights(Workplace workplace, ParseResult parsed)
    {
        if (parsed.GetValue(_weights) is not { } path)
        {
            return null;
        }
        string full = workplace.Full(path);
        return File.Exists(full) ? full : throw new ToolException($"{path} does not exist. Name a file of weights, such as net.safetensors.");
    }

    /// <summary>Does something with the model; where it has mistakes, these are told instead.</summary>
    public int WithModel(Workplace workplace, ParseResult parsed, Action<LoadedSources, FoundModel> run)
    {
        LoadedSources sources = _sources.Load(workplace, parsed);
        FoundModel model = FindModels.One(sources, _sources.Model(parsed), workplace.Stop);
        if (!model.IsSound)
        {
            ModelProblems.Tell(workplace, [model]);
            return ExitCode.Findings;
        }
        if (model.Spec.IsAbstract)
        {
            throw new ToolException($"{model.Name} is abstract, so there is none to run. Choose a class that derives from it by --model.");
        }
        if (model.Spec.Containers.FirstOrDefault(c => c.TypeParameters.Count > 0) is { } generic)
        {
            throw new ToolException(
                $"{model.Name} is in {generic.Name}, which is generic, so it is another class for each type. Move it out to run it.");
        }
        run(sources, model);
        return ExitCode.Success;
    }
}
