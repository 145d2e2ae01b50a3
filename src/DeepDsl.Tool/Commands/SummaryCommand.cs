using System.CommandLine;
using System.Globalization;
using DeepDsl.Compiler.Print;
using DeepDsl.Tool.Checking;
using DeepDsl.Tool.Loading;
using DeepDsl.Tool.Models;

namespace DeepDsl.Tool.Commands;

/// <summary>The layer table of each model.</summary>
internal static class SummaryCommand
{
    public static Command Create(Workplace workplace)
    {
        Command command = new("summary", "The layers of a model with shapes, parameters, multiply-adds and memory, without running it.");
        SourceArguments sources = new();
        sources.AddTo(command);
        command.SetAction(parsed => Run(workplace, sources.Load(workplace, parsed), sources.Model(parsed)));
        return command;
    }

    private static int Run(Workplace workplace, LoadedSources sources, string? name)
    {
        IReadOnlyList<FoundModel> models = FindModels.Named(sources, name, workplace.Stop);
        for (int i = 0; i < models.Count; i++)
        {
            workplace.Stop.ThrowIfCancellationRequested();
            if (i > 0)
            {
                workplace.Output.Out.WriteLine();
            }
            Write(workplace.Output, models[i]);
        }
        FoundModel[] broken = [.. models.Where(m => !m.IsSound)];
        ModelProblems.Tell(workplace, broken);
        return broken.Length == 0 ? ExitCode.Success : ExitCode.Findings;
    }

    private static void Write(ToolOutput output, FoundModel model)
    {
        output.Out.WriteLine(model.Title);
        output.Table(model.Table, LayerTable.FirstNumber);
        if (model.IsSound)
        {
            string batch = model.TrainingMemory.Batch.ToString(CultureInfo.InvariantCulture);
            output.Out.WriteLine($"training on batches of {batch} takes {ByteSize.Text(model.TrainingMemory.Bytes)}");
        }
    }
}
