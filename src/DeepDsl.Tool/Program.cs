using System.Text;
using DeepDsl.Tool;

if (Console.IsOutputRedirected)
{
    // What is piped is read as UTF-8 everywhere; Windows would write it in the characters of its console.
    Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true; // what is being written is finished, or left as it was
    stop.Cancel();
};
return CommandLine.Run(args, ToolOutput.OfConsole(), Environment.CurrentDirectory, stop.Token);
