using DeepDsl.Tests;

namespace DeepDsl.Tool.Tests;

/// <summary>Projects, which MSBuild is asked about: some seconds each.</summary>
public sealed class ProjectTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_project_counts_with_all_that_decides_about_its_build()
    {
        WriteProject("<Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings><DefineConstants>WIDE</DefineConstants>");
        _folder.Write("Net.cs", ToolSources.Sound.Replace("Dense(3)", """
            Dense(
            #if WIDE
                5
            #else
                3
            #endif
            )
            """, StringComparison.Ordinal).Replace("using DeepDsl;", "", StringComparison.Ordinal));
        _folder.Write("Usings.cs", "global using DeepDsl;");
        _folder.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.DD6003.severity = none\n");
        Assert.Contains("Dense(5)", ToolRun.Done(_folder["."], "summary"), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["bin/Debug/net10.0/App.dll"]), "The project was built.");
    }

    [Fact, Trait("Category", "Sweep")]
    public void What_a_project_references_is_built_and_a_change_in_it_is_seen()
    {
        Directory.CreateDirectory(_folder["App"]);
        Directory.CreateDirectory(_folder["Blocks"]);
        _folder.Write("App/App.csproj", Project("", "<ProjectReference Include=\"../Blocks/Blocks.csproj\" />"));
        _folder.Write("Blocks/Blocks.csproj", Project("", $"""
            <Analyzer Include="{Built("DeepDsl.Compiler")}" />
            <Analyzer Include="{Built("DeepDsl.Generator")}" />
            """));
        _folder.Write("App/Net.cs", "using DeepDsl; [Model, Input(4), Hidden, Dense(2), Loss(Loss.SoftmaxCrossEntropy)] public partial class Net;");
        _folder.Write("Blocks/Hidden.cs", "using DeepDsl; [Block, Dense(6), ReLU] public partial class Hidden;");
        Assert.Contains("Dense(6)", ToolRun.Done(_folder["App"], "summary"), StringComparison.Ordinal);
        _folder.Write("Blocks/Hidden.cs", "using DeepDsl; [Block, Dense(7), ReLU] public partial class Hidden;");
        Assert.Contains("Dense(7)", ToolRun.Done(_folder["App"], "summary"), StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Sweep")]
    public void A_project_that_cannot_be_loaded_says_why()
    {
        _folder.Write("Net.cs", ToolSources.Sound);
        WriteProject("<TargetFrameworks>net9.0;net10.0</TargetFrameworks><TargetFramework></TargetFramework>");
        Assert.Equal(
            "App.csproj is for several frameworks: net9.0;net10.0. Say for which by --framework.", ToolRun.Refused(_folder["."], "summary"));
        Assert.StartsWith("Net\n", ToolRun.Done(_folder["."], "summary", "App.csproj", "--framework", "net10.0"), StringComparison.Ordinal);
        _folder.Write("App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        Assert.Equal(
            "App.csproj does not reference DeepDsl, so it can have no model. Add it by dotnet add package DeepDsl.", ToolRun.Refused(_folder["."], "summary"));
        _folder.Write("App.csproj", "<Project");
        Assert.Contains("App.csproj could not be loaded: ", ToolRun.In(_folder["."], "summary").Error, StringComparison.Ordinal);
        _folder.Write("Other.csproj", "<Project />");
        Assert.Contains("has 2 projects, App.csproj, Other.csproj. Name one of them.", ToolRun.Refused(_folder["."], "summary"), StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Sweep")]
    public void A_project_is_built_and_its_model_run_and_what_its_build_says_is_passed_on()
    {
        _folder.Write("Net.cs", ToolSources.Sound.Replace("public", "internal", StringComparison.Ordinal));
        _folder.Write("App.csproj", Project("", $"""
            <Reference Include="{Built("System.Numerics.Tensors")}" />
            <Analyzer Include="{Built("DeepDsl.Compiler")}" />
            <Analyzer Include="{Built("DeepDsl.Generator")}" />
            """));
        Assert.Contains("\ntraining step ", ToolRun.Done(_folder["."], "bench", "--seconds", "0.1"), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["bin/Release/net10.0/App.dll"]), "The project was not built in Release.");

        _folder.Write("Other.cs", "class Other { int Sum() => missing; }");
        ToolRun run = ToolRun.In(_folder["."], "bench");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("error CS0103: The name 'missing' does not exist in the current context", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("\nApp.csproj was not built, so nothing was run.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Sweep")]
    public void A_template_that_is_not_there_is_said_with_what_installs_it() => Assert.Equal(
        "dotnet new knows no template deepdsl-nothing. Install the templates by dotnet new install DeepDsl.Templates; "
        + "dotnet new list deepdsl shows them.",
        ToolRun.Refused(_folder["."], "new", "nothing"));

    public void Dispose() => _folder.Dispose();

    private void WriteProject(string properties) => _folder.Write("App.csproj", Project(properties, ""));

    private static string Project(string properties, string items) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="{Built("DeepDsl.Runtime")}" />
            {items}
          </ItemGroup>
        </Project>
        """;

    private static string Built(string name) => Path.Combine(AppContext.BaseDirectory, name + ".dll");
}
