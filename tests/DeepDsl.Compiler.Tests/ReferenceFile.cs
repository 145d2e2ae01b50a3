using System.Text.Json;

namespace DeepDsl.Compiler.Tests;

/// <summary>Values that the scripts in tests/reference computed with other libraries.</summary>
internal static class ReferenceFile
{
    public static JsonElement Read(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "reference", name)));
        return document.RootElement.Clone();
    }
}
