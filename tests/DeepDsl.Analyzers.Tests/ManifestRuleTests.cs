using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Tests;

public sealed class ManifestRuleTests
{
    private const string Net = "using DeepDsl;\n[Model, Input(8, 8, 1), Conv2D(4, Kernel = 3), BatchNorm, ReLU, Flatten, Dense(3)] public partial class Net;\n";

    /// <summary>What the model itself writes at run time.</summary>
    private static readonly string s_manifest = Running.Run<string>(Net + "public static class Test { public static string Run() => new Net().Manifest; }");

    private static string[] Messages(string manifest, string call, string path = "/project/data/net.safetensors.manifest") =>
    [
        .. RuleTest.Diagnostics(
            Sources.Compile(Net + $"static class User {{ const string File = \"net.safetensors\"; static void Use(Net net, string any, bool strict) => {call}; }}"),
            new AnalyzerOptions([new TextFile(path, manifest)])).Where(d => d.Severity > DiagnosticSeverity.Info).Select(d => $"{d.Id} {d.GetMessage()}"),
    ];

    [Theory]
    [InlineData("net.LoadWeights(\"net.safetensors\")")]
    [InlineData("net.LoadCheckpoint(\"net.safetensors\")")]
    public void Manifest_of_the_model_itself_DoesNotTrigger(string call) => Assert.Empty(Messages(s_manifest, call));

    [Theory]
    [InlineData("dense1.weight [144, 3]", "dense1.weight [144, 2]", "has dense1.weight [144, 2], but Net has [144, 3]")]
    [InlineData("conv1.bias [4]\n", "", "lacks conv1.bias [4]")]
    [InlineData("conv1.bias [4]", "conv1.bias [4]\nconv2.bias [4]", "has conv2.bias, which Net has not")]
    [InlineData("dense1", "head", "lacks dense1.weight [144, 3] (3 more differences)")]
    [InlineData("running_mean", "mean", "lacks batchNorm1.running_mean [4] (1 more difference)")]
    public void Manifest_of_another_model_Triggers(string own, string other, string difference)
    {
        Assert.Contains(own, s_manifest, StringComparison.Ordinal);
        Assert.Equal(
            $"DD7006 Net.LoadWeights will refuse net.safetensors: its manifest {difference}. Train, and save both again; or load what fits with "
                + "strict: false.",
            Assert.Single(Messages(s_manifest.Replace(own, other), "net.LoadWeights(\"data/net.safetensors\")")));
    }

    [Fact]
    public void Checkpoint_of_another_model_Triggers() => Assert.Equal(
        ["DD7006 Net.LoadCheckpoint will refuse net.safetensors: its manifest has dense1.weight [1, 3], but Net has [144, 3]. Train, and save both "
            + "again; or load what fits of its weights with LoadWeights(path, prefix: \"model.\", strict: false)."],
        Messages(s_manifest.Replace("[144, 3]", "[1, 3]"), "net.LoadCheckpoint(File)"));

    [Theory]
    [InlineData("net.LoadWeights(any)")]
    [InlineData("net.LoadWeights(\"other.safetensors\")")]
    [InlineData("net.LoadWeights(File, strict: false)")]
    [InlineData("net.LoadWeights(File, strict: strict)")]
    [InlineData("net.LoadWeights(File, prefix: \"a.\")")]
    public void Load_that_may_fit_DoesNotTrigger(string call) => Assert.Empty(Messages("other [1]\n", call));

    [Fact]
    public void File_of_another_name_DoesNotTrigger() => Assert.Empty(Messages("other [1]\n", "net.LoadWeights(File)", "/project/net.safetensors.txt"));
}
