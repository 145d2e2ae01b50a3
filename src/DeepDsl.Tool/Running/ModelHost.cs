using System.Text.Json;
using DeepDsl.Tool.Host;
using DeepDsl.Tool.Loading;
using DeepDsl.Tool.Models;

namespace DeepDsl.Tool.Running;

/// <summary>
/// Asks something of a model that has to be run for it. It runs in a process of its own: with the frameworks, the packages and the settings
/// of the user's project, of which none need be those of this tool, and without the load of the compiler beside what is timed.
/// </summary>
internal static class ModelHost
{
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="workplace">Of the command.</param>
    /// <param name="sources">Which have the model.</param>
    /// <param name="model">The model, without mistakes.</param>
    /// <param name="kind">What is asked.</param>
    /// <param name="work">The same with its arguments.</param>
    /// <param name="weights">The full path of a file; null for none.</param>
    /// <param name="threads">That compute; 0 for one per processor.</param>
    public static T Ask<T>(
        Workplace workplace, LoadedSources sources, FoundModel model, HostKind kind, object work, string? weights, int threads = 0)
    {
        string folder = Directory.CreateTempSubdirectory("deepdsl-").FullName;
        try
        {
            string program = Path.Combine(folder, "DeepDsl.Tool.Host.dll");
            HostCompiler.Compile(sources, kind, program);
            string assembly = ModelAssembly.Of(sources, folder, workplace);
            string request = Path.Combine(folder, "request.json");
            File.WriteAllText(request, JsonSerializer.Serialize(new HostRequest(
                assembly, model.Spec.Type.ToString(), sources.Place is null ? AppContext.BaseDirectory : null, threads, weights,
                JsonSerializer.SerializeToElement(work))));
            File.WriteAllText(Path.ChangeExtension(program, ".runtimeconfig.json"), ProgramSettings.For(
                assembly, sources.Compilation.References.Select(r => r.Display ?? "")));
            return Answer<T>(Run(program, request, sources, workplace), sources, model);
        }
        finally
        {
            DeleteFolder(folder);
        }
    }

    private static HostAnswer Run(string program, string request, LoadedSources sources, Workplace workplace)
    {
        string answer = Path.Combine(Path.GetDirectoryName(program)!, "answer.json");
        IEnumerable<string> probing = (sources.Place?.PackageFolders ?? []).SelectMany(f => (string[])["--additionalprobingpath", f]);
        ProcessResult result = ProcessRun.Dotnet(workplace.Folder, ["exec", .. probing, program, request, answer], workplace.Stop);
        if (result.ExitCode == 0 && File.Exists(answer))
        {
            return JsonSerializer.Deserialize<HostAnswer>(File.ReadAllText(answer))!;
        }
        workplace.Output.Error.Write(result.Output + result.Error);
        throw new ToolException($"The process that ran {sources.Name} ended with {result.ExitCode}, for the reason above.");
    }

    private static T Answer<T>(HostAnswer answer, LoadedSources sources, FoundModel model) =>
        answer.Refusal is { } refusal ? throw new ToolException(Listing.Sentence(refusal))
        : answer.Result is { } result ? result.Deserialize<T>()!
        : throw new ToolException($"The process that ran {model.Name} of {sources.Name} gave no answer.");

    private static void DeleteFolder(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows, while something looks through what was written: it lies where temporary files are removed.
        }
    }
}
