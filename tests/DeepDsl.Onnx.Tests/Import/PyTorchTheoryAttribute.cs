using System.ComponentModel;
using System.Diagnostics;

namespace DeepDsl.Onnx.Tests.Import;

/// <summary>A test of networks that torchvision has, for which it needs PyTorch.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PyTorchTheoryAttribute : TheoryAttribute
{
    private static readonly string[] s_names = ["python3", "/usr/bin/python3"];

    public PyTorchTheoryAttribute()
    {
        if (Python is null)
        {
            Skip = "There is no python3 with torch and torchvision here; networks that PyTorch exported lie in tests/reference/onnx and are "
                + "tested all the same.";
        }
    }

    /// <summary>Of those there are, the first that has PyTorch; null where none has.</summary>
    public static string? Python { get; } = Array.Find(s_names, name => Run(name, ["-c", "import torch, torchvision, onnx"]) == 0);

    /// <summary>Its exit code; null where there is no such program.</summary>
    public static int? Run(string program, string[] arguments)
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
