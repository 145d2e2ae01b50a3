using System.Runtime.InteropServices;
using System.Text;
using DeepDsl.Tool;

if (Console.IsOutputRedirected)
{
    // What is piped is read as UTF-8 everywhere; Windows would write it in the characters of its console.
    Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}
using CancellationTokenSource stop = new();
// Of a runner that gives up, and of a terminal that is closed, as of who presses Ctrl+C: a process that was started ends, too.
PosixSignal[] ends = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
PosixSignalRegistration[] registered = Array.ConvertAll(ends, signal => PosixSignalRegistration.Create(signal, context =>
{
    context.Cancel = !stop.IsCancellationRequested; // what is being written is left as it was; who asks twice does not wait
    stop.Cancel();
}));
try
{
    return CommandLine.Run(args, ToolOutput.OfConsole(), Environment.CurrentDirectory, stop.Token);
}
finally
{
    Array.ForEach(registered, r => r.Dispose());
}
