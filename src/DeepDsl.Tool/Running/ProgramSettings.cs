using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeepDsl.Tool.Running;

/// <summary>What a program of the user's project runs on: its frameworks, and settings such as those of the garbage collector.</summary>
internal static class ProgramSettings
{
    /// <summary>The first is of every program; the others come with the SDK.</summary>
    private static readonly string[] s_frameworks = ["Microsoft.NETCore.App", "Microsoft.AspNetCore.App", "Microsoft.WindowsDesktop.App"];

    /// <summary>Of a .NET that is released, any patch: the dotnet on the path may have another than this tool runs on.</summary>
    private static string Version => RuntimeInformation.FrameworkDescription.Split(' ')[^1] is var version && version.Contains('-')
        ? version : $"{Environment.Version.Major}.{Environment.Version.Minor}.0";

    /// <summary>The same for the program that stands beside the model.</summary>
    /// <param name="assembly">With the model; where it is of a library, nothing lies beside it that says so.</param>
    /// <param name="references">The files that it references, which tell the frameworks of a library.</param>
    public static string For(string assembly, IEnumerable<string> references)
    {
        string path = Path.ChangeExtension(assembly, ".runtimeconfig.json");
        if (!File.Exists(path))
        {
            HashSet<string> folders = [.. references.SelectMany(r => r.Split('/', '\\'))];
            IEnumerable<string> names = s_frameworks.Where((f, i) => i == 0 || folders.Contains(f + ".Ref"));
            JsonNode[] frameworks = [.. names.Select(f => new JsonObject { ["name"] = f, ["version"] = Version })];
            return new JsonObject { ["runtimeOptions"] = new JsonObject { ["frameworks"] = new JsonArray(frameworks) } }.ToJsonString();
        }
        try
        {
            JsonNode settings = JsonNode.Parse(File.ReadAllText(path))!;
            JsonObject options = settings["runtimeOptions"]!.AsObject();
            if (options["includedFrameworks"] is { } included)
            {
                // A program that brings its .NET along; of the same version, that of this machine does as well.
                options.Remove("includedFrameworks");
                options["frameworks"] = included.DeepClone();
            }
            return settings.ToJsonString();
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException)
        {
            throw new ToolException($"{path} is not as builds write it. Build the project anew by dotnet build --no-incremental.");
        }
    }
}
