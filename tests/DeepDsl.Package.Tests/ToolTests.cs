using System.Runtime.InteropServices;

namespace DeepDsl.Package.Tests;

/// <summary>The command as who installs it has it, over a project that knows the packages alone.</summary>
[Collection(PackedCollection.Name)]
[Trait("Category", "Sweep")]
public sealed class ToolTests(PackageFixture package)
{
    [Fact]
    public void The_installed_command_reads_a_project_of_the_packages()
    {
        string tools = Path.Combine(package.Folder, "tools");
        Dotnet.Run(
            package.Folder, "tool", "install", "DeepDsl.Tool", "--tool-path", tools, "--version", package.Version, "--add-source", package.Feed);
        string command = Path.Combine(tools, RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "deepdsl.exe" : "deepdsl");
        Consumer consumer = new(package, "shown", "<OutputType>Exe</OutputType>", "DeepDsl.Models");
        consumer.Write("Program.cs", """
            using DeepDsl;
            using DeepDsl.Models;
            Console.WriteLine(Net.Summary);

            [Model, Input(32, 32, 3), Conv2D(4, Kernel = 3, Activation = Activation.ReLU), SqueezeExcite(Reduction = 2), GlobalAvgPool2D]
            [Dense(5), Loss(Loss.SoftmaxCrossEntropy)]
            public partial class Net;
            """);

        string table = Dotnet.Start(command, consumer.Folder, "summary");
        Assert.Equal(consumer.Run("run").Trim(), string.Join('\n', table.ReplaceLineEndings("\n").Trim().Split('\n')[..^1]));
        (int code, string output, string error) = Dotnet.Try(command, consumer.Folder, "check", "--warnaserror");
        Assert.Equal((0, "", "shown: 0 errors, 0 warnings, 0 for information"), (code, output, error.Trim()));
    }
}
