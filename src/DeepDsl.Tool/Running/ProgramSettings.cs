using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeepDsl.Tool.Running;

/// <summary>What a program of the user's project runs on: its frameworks, and settings such as those of the garbage collector.</summary>
internal static class ProgramSettings
{
    /// <summary>The same for the program that stands beside the model.</summary>
    /// <param name="assembly">With the model; where it is of a library, nothing lies beside it that says so.</param>
    public static string For(string assembly)
    {
        string path = Path.ChangeExtension(assembly, ".runtimeconfig.json");
        if (!File.Exists(path))
        {
            JsonObject framework = new() { ["name"] = "Microsoft.NETCore.App", ["version"] = Environment.Version.ToString() };
            return new JsonObject { ["runtimeOptions"] = new JsonObject { ["framework"] = framework } }.ToJsonString();
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
