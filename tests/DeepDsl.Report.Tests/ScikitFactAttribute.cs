using System.ComponentModel;
using System.Diagnostics;

namespace DeepDsl.Report.Tests;

/// <summary>A test that scikit-learn judges.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ScikitFactAttribute : FactAttribute
{
    private const string Question = "import importlib.util, sys; sys.exit(0 if importlib.util.find_spec('sklearn') else 1)";
    private const string Missing = "There is no python3 with scikit-learn here; numbers are counted by hand all the same.";

    public ScikitFactAttribute()
    {
        try
        {
            using Process process = Process.Start("python3", ["-c", Question]);
            process.WaitForExit();
            Skip = process.ExitCode == 0 ? null : Missing;
        }
        catch (Win32Exception)
        {
            Skip = Missing;
        }
    }
}
