using System.CommandLine;
using System.Globalization;
using DeepDsl.Tool.WeightFiles;
using OneLineText = DeepDsl.Compiler.Print.Text;

namespace DeepDsl.Tool.Commands;

/// <summary>What is in a file of weights.</summary>
internal static class InspectCommand
{
    /// <summary>The column from which on cells are numbers.</summary>
    private const int FirstNumber = 3;

    private const int LongestFact = 200;

    private static readonly string[] s_header = ["name", "type", "shape", "bytes"];

    private static readonly string[] s_statistics = ["min", "max", "mean", "NaN", "infinite"];

    public static Command Create(Workplace workplace)
    {
        Command command = new(
            "inspect", "What is in a file of weights, of which nothing is run: names, types, shapes, sizes and what values there are.");
        Argument<string> file = new("file")
        {
            Description = "A safetensors file or an index of several, a file of torch.save, or an .onnx file.",
        };
        Option<bool> fast = new("--no-values") { Description = "Reads no values, which takes no time however large the file is." };
        command.Arguments.Add(file);
        command.Options.Add(fast);
        command.SetAction(parsed => Run(workplace, parsed.GetValue(file)!, !parsed.GetValue(fast)));
        return command;
    }

    private static int Run(Workplace workplace, string path, bool reads)
    {
        InspectedFile file = InspectedFile.Read(workplace.Full(path), reads, workplace.Stop);
        TextWriter output = workplace.Output.Out;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetFileName(path)}: {file.Kind}, {file.Tensors.Count:#,0} arrays, {file.Tensors.Sum(t => t.Values):#,0} values, ")
            + ByteSize.Text(file.Tensors.Sum(t => (double)t.Bytes)));
        foreach ((string name, string value) in file.Facts.Where(f => f.Value.Length > 0))
        {
            output.WriteLine($"{OneLineText.OneLine(name)}: {Cut(OneLineText.OneLine(value))}");
        }
        if (file.Tensors.Count > 0)
        {
            string[] header = reads ? [.. s_header, .. s_statistics] : s_header;
            workplace.Output.Table([header, .. file.Tensors.Select(t => Row(t, reads))], FirstNumber);
        }
        return ExitCode.Success;
    }

    private static string[] Row(InspectedTensor tensor, bool reads)
    {
        string shape = string.Join(", ", tensor.Shape.Select(d => d.ToString(CultureInfo.InvariantCulture)));
        string[] row = [OneLineText.OneLine(tensor.Name), tensor.Type, $"[{shape}]", Whole(tensor.Bytes)];
        return !reads ? row : [.. row, .. Statistics(tensor.Statistics)];
    }

    /// <summary>Empty where nothing is known of the values.</summary>
    private static string[] Statistics(ValueStatistics? values)
    {
        if (values is null)
        {
            return [.. s_statistics.Select(_ => "")];
        }
        string[] finite = values.HasFinite ? [Number(values.Min), Number(values.Max), Number(values.Mean)] : ["", "", ""];
        return [.. finite, Whole(values.NaNs), Whole(values.Infinities)];
    }

    private static string Cut(string text) => text.Length <= LongestFact ? text : text[..LongestFact] + "...";

    private static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
