using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text.Json;

namespace DeepDsl.Tool.Host;

/// <summary>
/// A process of its own beside the user's assemblies. The tool compiles what is in this folder against what the user's project references, so
/// it binds to the DeepDsl of that project, whichever version the tool has; and it has the settings of that project's programs.
/// </summary>
internal static class HostProgram
{
    /// <summary>Reads what is asked from one file, and writes what came of it into another.</summary>
    /// <param name="arguments">The two files.</param>
    /// <param name="work">What is to be done; nothing of DeepDsl may be in its signature, since it is loaded later.</param>
    public static int Start(string[] arguments, Func<HostRequest, object> work)
    {
        // Which projects that are trimmed switch off, in this process too.
        AppContext.SetSwitch("System.Text.Json.JsonSerializer.IsReflectionEnabledByDefault", true);
        HostRequest request = JsonSerializer.Deserialize<HostRequest>(File.ReadAllText(arguments[0]))!;
        FindAssemblies(request);
        try
        {
            File.WriteAllText(arguments[1], JsonSerializer.Serialize(Answer(request, work)));
            return 0;
        }
        catch (Exception e)
        {
            // Of the user's code or a mistake of the tool: where it comes from says more than its message, and no dump is needed.
            Console.Error.WriteLine(e);
            return 1;
        }
    }

    private static HostAnswer Answer(HostRequest request, Func<HostRequest, object> work)
    {
        try
        {
            return new HostAnswer(JsonSerializer.SerializeToElement(work(request)), Refusal: null);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or InvalidDataException or NotSupportedException
            or IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            return new HostAnswer(Result: null, e.Message.Split(" (Parameter '")[0]);
        }
    }

    /// <summary>As a program of that assembly would: by what the build wrote beside it.</summary>
    private static void FindAssemblies(HostRequest request)
    {
        AssemblyDependencyResolver built = new(request.Assembly);
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            (request.Libraries is { } folder ? Existing(folder, name) : built.ResolveAssemblyToPath(name)) is { } path
                ? context.LoadFromAssemblyPath(path) : null;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) =>
            built.ResolveUnmanagedDllToPath(name) is { } path ? NativeLibrary.Load(path) : 0;
    }

    private static string? Existing(string folder, AssemblyName name) =>
        Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? path : null;
}
