using System.CommandLine;
using System.Globalization;
using DeepDsl.Onnx;
using DeepDsl.Tool.Loading;

namespace DeepDsl.Tool.Commands;

/// <summary>A class and its weights, of an ONNX file.</summary>
internal static class ImportCommand
{
    public static Command Create(Workplace workplace)
    {
        Command command = new(
            "import",
            "A class in attributes and its weights, of an .onnx file. What has no counterpart is listed, and nothing is written then.");
        Argument<string> file = new("file") { Description = "The .onnx file." };
        Option<string?> output = new("--output", "-o")
        {
            Description = "Where the files go; the current folder by default.",
            HelpName = "folder",
        };
        Option<string?> name = new("--name", "-n") { Description = "What the class is called; as the file by default.", HelpName = "class" };
        Option<string[]> sizes = new("--size")
        {
            Description = "What a dimension that each call sets is in the class, such as --size steps=64; may be repeated.",
            HelpName = "dimension=number",
        };
        Option<bool> force = new("--force") { Description = "Replaces files of these names." };
        command.Arguments.Add(file);
        command.Options.Add(output);
        command.Options.Add(name);
        command.Options.Add(sizes);
        command.Options.Add(force);
        command.SetAction(parsed => Run(
            workplace, workplace.Full(parsed.GetValue(file)!), workplace.Full(parsed.GetValue(output) ?? "."), parsed.GetValue(name),
            Sizes(parsed.GetValue(sizes) ?? []), parsed.GetValue(force)));
        return command;
    }

    private static int Run(
        Workplace workplace, string path, string folder, string? name, IReadOnlyDictionary<string, int> sizes, bool overwrite)
    {
        OnnxImport import;
        try
        {
            import = OnnxImporter.Import(path, name, sizes);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException)
        {
            throw new ToolException(e.Message.Split(" (Parameter '")[0]);
        }
        if (!overwrite && Existing(folder, import.ClassName) is { } existing)
        {
            throw new ToolException($"{existing} is there already: nothing was written. Give another --output or --name, or --force.");
        }
        import.Save(folder, overwrite);
        TextWriter output = workplace.Output.Out;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{import.ClassName}.cs and {import.ClassName}.safetensors, of {import.Weights.Count:#,0} arrays"));
        foreach (string note in import.Notes)
        {
            output.WriteLine(note);
        }
        return ExitCode.Success;
    }

    private static string? Existing(string folder, string className) =>
        new[] { className + ".cs", className + ".safetensors" }.Select(file => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private static Dictionary<string, int> Sizes(string[] given)
    {
        Dictionary<string, int> sizes = [];
        foreach (string size in given)
        {
            int equals = size.LastIndexOf('=');
            if (equals <= 0 || !int.TryParse(size.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
            {
                throw new ToolException($"--size {size} is no dimension with its number; write --size steps=64, for one.");
            }
            sizes[size[..equals]] = number;
        }
        return sizes;
    }
}
