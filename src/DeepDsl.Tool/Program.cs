using DeepDsl.Tool;

using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true; // what is being written is finished, or left as it was
    stop.Cancel();
};
return CommandLine.Run(args, ToolOutput.OfConsole(), Environment.CurrentDirectory, stop.Token);
