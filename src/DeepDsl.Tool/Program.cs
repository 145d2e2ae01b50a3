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
    e.Cancel = !stop.IsCancellationRequested; // what is being written is left as it was; who asks twice does not wait
    stop.Cancel();
};
return CommandLine.Run(args, ToolOutput.OfConsole(), Environment.CurrentDirectory, stop.Token);
