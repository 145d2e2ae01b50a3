using System.CommandLine;
using System.Globalization;
using DeepDsl.Tool.Host;
using DeepDsl.Tool.Running;

namespace DeepDsl.Tool.Commands;

/// <summary>A page about a trained model.</summary>
internal static class ReportCommand
{
    public static Command Create(Workplace workplace)
    {
        Command command = new(
            "report",
            "What is to be known of a trained model as one page of HTML: layers, memory, results. Builds the project and runs the model.");
        RunArguments model = new("The trained weights: safetensors, a checkpoint, or a file of torch.save.", needsWeights: true);
        Option<string?> data = new("--data", "-d")
        {
            Description = "Samples that it was not trained on: a CSV file, or a folder with a folder of images for each class.",
            HelpName = "path",
        };
        Option<string?> label = new("--label") { Description = "The column with labels; the last by default.", HelpName = "name" };
        Option<string?> classes = new("--classes")
        {
            Description = "The classes in order, with commas between; those of [Labels] by default, or else whole numbers from 0 on.",
            HelpName = "names",
        };
        Option<string> output = new("--out", "-o") { Description = "The page, over an old one.", HelpName = "file", Required = true };
        Option<string?> title = new("--title") { Description = "Its heading; the name of the model by default.", HelpName = "text" };
        model.AddTo(command);
        command.Options.Add(data);
        command.Options.Add(label);
        command.Options.Add(classes);
        command.Options.Add(output);
        command.Options.Add(title);
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(output)!;
            string weights = model.Weights(workplace, parsed)!;
            ReportWork work = new(
                workplace.Full(path), Data(workplace, parsed.GetValue(data)), parsed.GetValue(label), Classes(parsed.GetValue(classes)),
                parsed.GetValue(title));
            CheckNeeded(work, parsed.GetValue(data));
            return model.WithModel(workplace, parsed, (sources, found) =>
            {
                if (work.Data is not null && found.Spec.Record is not null)
                {
                    throw new ToolException(
                        $"{found.Name} reads records, whose columns a program knows. Read them there, and call net.Report(test: data).");
                }
                int samples = ModelHost.Ask<int>(workplace, sources, found, HostKind.Report, work, weights);
                string results = samples == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" on {samples:#,0} samples");
                workplace.Output.Out.WriteLine($"{path}: {found.Name}{results}");
            });
        });
        return command;
    }

    private static string[] Classes(string? text)
    {
        string[] names = text?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        return names.Contains("") ? throw new ToolException($"--classes '{Listing.Short(text!)}' has an empty name. Write cat,dog.")
            : names.Distinct().Count() < names.Length
                ? throw new ToolException($"--classes '{Listing.Short(text!)}' has a name twice. Give each class one of its own.")
            : names;
    }

    /// <summary>What would say nothing is a mistake: of a folder its folders are the labels, and without data there are none.</summary>
    private static void CheckNeeded(ReportWork work, string? data)
    {
        if (work is { Data: null, Classes.Count: > 0 } or { Data: null, Label: not null })
        {
            string option = work.Label is null ? "--classes" : "--label";
            throw new ToolException($"{option} is of test data, of which there are none. Name some by --data, or leave {option} out.");
        }
        if (work.Label is not null && Directory.Exists(work.Data))
        {
            throw new ToolException(
                $"--label is a column of a CSV file, but {data} is a folder, whose folders are the labels. Leave --label out.");
        }
    }

    private static string? Data(Workplace workplace, string? path) =>
        path is null ? null
        : Path.Exists(workplace.Full(path)) ? workplace.Full(path)
        : throw new ToolException($"{path} does not exist. Name a CSV file, such as test.csv, or a folder of images.");
}
