using System.Text.Json.Nodes;
using DeepDsl.Tests;
using DeepDsl.Tool.Running;

namespace DeepDsl.Tool.Tests;

public sealed class ProgramSettingsTests
{
    /// <summary>With any patch of .NET, since the one on the path may be older than that of the tool.</summary>
    [Fact]
    public void A_library_has_the_frameworks_that_it_references()
    {
        using TemporaryFolder folder = new();
        string[] references =
            ["/dotnet/packs/Microsoft.NETCore.App.Ref/10.0.1/System.dll", @"C:\dotnet\packs\Microsoft.AspNetCore.App.Ref\10.0.1\Http.dll"];
        JsonArray frameworks = JsonNode.Parse(ProgramSettings.For(folder["Lib.dll"], references))!["runtimeOptions"]!["frameworks"]!.AsArray();
        Assert.Equal(["Microsoft.NETCore.App", "Microsoft.AspNetCore.App"], frameworks.Select(f => (string)f!["name"]!));
        Assert.All(frameworks, f => Assert.Matches(@"^\d+\.\d+\.0(-.+)?$", (string)f!["version"]!));
    }
}
