using System.ComponentModel;
using System.Diagnostics;

namespace DeepDsl.Tests.Boards;

/// <summary>A test that another program judges, for which it needs Python.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("python3", "--version") { RedirectStandardOutput = true })!;
            process.WaitForExit();
        }
        catch (Win32Exception)
        {
            Skip = "There is no python3 here for the reader that knows nothing of ours; the bytes of the format are tested all the same.";
        }
    }
}
