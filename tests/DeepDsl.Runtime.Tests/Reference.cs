using System.Text.Json;

namespace DeepDsl.Tests;

/// <summary>Values that the scripts in tests/reference computed with other libraries.</summary>
internal static class Reference
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "reference", name);

    public static JsonElement Read(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path(name)));
        return document.RootElement.Clone();
    }

    public static double[] Doubles(this JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    public static float[] Floats(this JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetSingle())];

    public static int[] Ints(this JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetInt32())];
}
