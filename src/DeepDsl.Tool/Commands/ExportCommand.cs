using System.CommandLine;
using DeepDsl.Tool.Host;
using DeepDsl.Tool.Running;

namespace DeepDsl.Tool.Commands;

/// <summary>A trained model in the format of another program.</summary>
internal static class ExportCommand
{
    private const string Onnx = ".onnx";
    private const string Safetensors = ".safetensors";

    public static Command Create(Workplace workplace)
    {
        Command command = new(
            "export", "A trained model as an .onnx file, or its weights alone as .safetensors. Builds the project and makes the model.");
        RunArguments model = new("The trained weights: safetensors, a checkpoint, or a file of torch.save.", needsWeights: true);
        Option<string> output = new("--out", "-o")
        {
            Description = "The file to write, over an old one: .onnx or .safetensors.",
            HelpName = "file",
            Required = true,
        };
        Option<int?> opset = new("--opset") 
        {
            Description = "The version of ONNX's operators; that of SaveOnnx by default.",
            HelpName = "number",
        };
        Option<bool> probabilities = new("--probabilities")
        {
            Description = "With the softmax or sigmoid that the loss applies, as PredictProbabilities has it; of .onnx.",
        };
        model.AddTo(command);
        command.Options.Add(output);
        command.Options.Add(opset);
        command.Options.Add(probabilities);
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(output)!;
            (HostKind kind, object work) = Path.GetExtension(path).ToLowerInvariant() switch
            {
                Onnx => (
                    HostKind.Export, (object)new ExportWork(workplace.Full(path), parsed.GetValue(opset), parsed.GetValue(probabilities))),
                Safetensors when parsed.GetValue(opset) is not null || parsed.GetValue(probabilities) => throw new ToolException(
                    $"{path} holds weights alone, of which --opset and --probabilities say nothing. Leave them out, or write {Onnx}."),
                Safetensors => (HostKind.Convert, new ConvertWork(workplace.Full(path))),
                _ => throw new ToolException(
                    $"{path} ends neither in {Onnx} nor in {Safetensors}, so it says no format. Name it with one of these."),
            };
            string weights = model.Weights(workplace, parsed)!;
            return model.WithModel(workplace, parsed, (sources, found) =>
            {
                long length = ModelHost.Ask<long>(workplace, sources, found, kind, work, weights);
                workplace.Output.Out.WriteLine($"{path}: {found.Name}, {ByteSize.Text(length)}");
            });
        });
        return command;
    }
}
