namespace DeepDsl.Package.Tests;

/// <summary>A new project of a user who has the package and nothing else of ours.</summary>
internal sealed class Consumer
{
    public Consumer(PackageFixture package, string name, string properties = "", params string[] references)
    {
        Folder = Directory.CreateDirectory(Path.Combine(package.Folder, name)).FullName;
        IEnumerable<string> packages = (references is [] ? ["DeepDsl"] : references)
            .Select(r => $"<PackageReference Include=\"{r}\" Version=\"{package.Version}\" />");
        Write($"{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
                <NuGetAudit>false</NuGetAudit>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(packages)}
              </ItemGroup>
            </Project>
            """);
    }

    public string Folder { get; }

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    public string Run(params string[] arguments) => Dotnet.Run(Folder, arguments);
}
