using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using DeepDsl.PtxAnalysis;

namespace DeepDsl.GpuBenchmarks;

/// <summary>
/// The kernels of the benchmarks' models: registers live by their text, beside the registers and spills that ptxas reports where there is
/// one.
/// </summary>
internal static partial class KernelReport
{
    public static int Run(JsonLines lines, Stopwatch watch, TimeSpan budget)
    {
        string? architecture = Architecture(lines);
        MethodInfo[] kernels = [.. Kernels()];
        int done = 0;
        Parallel.ForEach(kernels, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 4) }, kernel =>
        {
            if (watch.Elapsed < budget)
            {
                lines.Write(Report(kernel, architecture));
                Interlocked.Increment(ref done);
            }
        });
        if (done < kernels.Length)
        {
            lines.Note("kernels", $"{kernels.Length - done} of {kernels.Length} were left out, since the time was up.");
        }

        Console.WriteLine($"kernels: {done} in {watch.Elapsed.TotalSeconds:F0} s");
        return 0;
    }

    private static IEnumerable<MethodInfo> Kernels() =>
        from type in typeof(KernelReport).Assembly.GetTypes()
        where type.Name == "Gpu" && type.Namespace?.StartsWith("DeepDsl.Generated.", StringComparison.Ordinal) == true
        from kernel in PtxCompiler.KernelsOf(type)
        select kernel;

    private static Dictionary<string, object?> Report(MethodInfo kernel, string? architecture)
    {
        Dictionary<string, object?> line = new()
        {
            ["kind"] = "kernel",
            ["name"] = $"{kernel.DeclaringType!.Namespace!.Split('.')[^1].Replace("Programs", "", StringComparison.Ordinal).Split('_')[^1]}.{kernel.Name}",
        };
        try
        {
            string text = PtxCompiler.Compile(kernel);
            PtxKernel ptx = PtxKernel.Parse(text);
            (line["live"], line["shared"]) = (PtxLiveness.Of(ptx).Registers, ptx.SharedBytes);
            if (architecture is not null)
            {
                Assemble(text, architecture, line);
            }
        }
        catch (Exception e)
        {
            line["failure"] = $"{e.GetType().Name}: {e.Message}".ReplaceLineEndings(" ");
        }

        return line;
    }

    private static void Assemble(string text, string architecture, Dictionary<string, object?> line)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            (int exit, string said) = Command("ptxas", "-v", "-arch=" + architecture, "-o", "/dev/null", file);
            if (exit != 0)
            {
                line["failure"] = said.ReplaceLineEndings(" ");
                return;
            }

            line["registers"] = Number(UsedRegisters(), said);
            line["spill_bytes"] = Number(SpilledBytes(), said);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>What ptxas assembles for: the card, or an H100 where there is none; null where there is no ptxas.</summary>
    private static string? Architecture(JsonLines lines)
    {
        try
        {
            Command("ptxas", "--version");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            lines.Note("kernels", "there is no ptxas here, so that registers and spills are those of the texts alone.");
            return null;
        }

        try
        {
            (int exit, string capability) = Command("nvidia-smi", "--query-gpu=compute_cap", "--format=csv,noheader");
            return exit == 0 ? "sm_" + capability.Trim().Split('\n')[0].Replace(".", "", StringComparison.Ordinal) : "sm_90";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "sm_90";
        }
    }

    private static (int Exit, string Said) Command(string name, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private static int? Number(Regex pattern, string text) =>
        pattern.Match(text) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"Used (\d+) registers")]
    private static partial Regex UsedRegisters();

    [GeneratedRegex(@"(\d+) bytes spill stores")]
    private static partial Regex SpilledBytes();
}
