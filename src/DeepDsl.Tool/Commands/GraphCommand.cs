using System.CommandLine;
using DeepDsl.Tool.Checking;
using DeepDsl.Tool.Graphs;
using DeepDsl.Tool.Loading;
using DeepDsl.Tool.Models;

namespace DeepDsl.Tool.Commands;

/// <summary>The layers of a model and what reads what, as a picture.</summary>
internal static class GraphCommand
{
    public static Command Create(Workplace workplace)
    {
        Command command = new("graph", "The layers of a model and what reads what: Mermaid on the output, or an SVG picture in a file.");
        SourceArguments sources = new();
        sources.AddTo(command);
        Option<string?> svg = new("--svg")
        {
            Description = "A file for the picture; then nothing is written to the output.",
            HelpName = "file",
        };
        command.Options.Add(svg);
        command.SetAction(parsed => Run(workplace, sources.Load(workplace, parsed), sources.Model(parsed), parsed.GetValue(svg)));
        return command;
    }

    private static int Run(Workplace workplace, LoadedSources sources, string? name, string? svg)
    {
        FoundModel model = FindModels.One(sources, name, workplace.Stop);
        IReadOnlyList<LayerNode> nodes = LayerNode.Of(model.Built);
        if (nodes.Count > 0)
        {
            TextFile.WriteAsked(workplace, svg, () => LayerDrawing.Of(model.Name, nodes));
            if (svg is null)
            {
                workplace.Output.Out.Write(MermaidText.Of(nodes));
            }
        }
        if (!model.IsSound)
        {
            ModelProblems.Tell(workplace, [model]);
            return ExitCode.Findings;
        }
        return ExitCode.Success;
    }
}
