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
        string command = Install("reading");
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

    /// <summary>A library, beside which no packages lie; and a program that is trimmed, which switches much off.</summary>
    [Theory]
    [InlineData("bare", "")]
    [InlineData("trimmed", "<OutputType>Exe</OutputType><PublishAot>true</PublishAot><ServerGarbageCollector>true</ServerGarbageCollector>")]
    public void The_installed_command_runs_a_model_of_the_packages(string name, string properties)
    {
        string command = Install(name + "-tools");
        Consumer consumer = new(package, name, properties, "DeepDsl.Onnx");
        consumer.Write("Net.cs", """
            using DeepDsl;

            namespace Shop;

            [Model, Input(4), Dense(8, Activation = Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
            internal partial class Net;
            """);
        if (properties.Length > 0)
        {
            consumer.Write("Program.cs", """throw new System.InvalidOperationException("The program was run.");""");
        }

        string table = Dotnet.Start(command, consumer.Folder, "bench", "--batch", "16", "--seconds", "0.1");
        Assert.Matches(@"\ntraining step +16 .* 0\r?\n", table);
        File.WriteAllBytes(Path.Combine(consumer.Folder, "damaged.safetensors"), [1, 2, 3]);
        (int code, string output, string error) = Dotnet.Try(
            command, consumer.Folder, "export", "--weights", "damaged.safetensors", "--out", "net.onnx");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("damaged.safetensors", error, StringComparison.Ordinal);
        Assert.Equal(
            (2, "", $"{name} does not reference DeepDsl.Report, which does this. Add it by dotnet add package DeepDsl.Report."),
            Dotnet.Try(command, consumer.Folder, "report", "--weights", "damaged.safetensors", "--out", "net.html") is var refused
                ? (refused.Code, refused.Output, refused.Error.Trim()) : default);
    }

    [Fact]
    public void The_installed_command_reports_on_a_folder_of_images()
    {
        const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
        string command = Install("image-tools");
        Consumer consumer = new(package, "reported-images", "<OutputType>Exe</OutputType>", "DeepDsl.Report", "DeepDsl.Images");
        consumer.Write("Net.cs", """
            using DeepDsl;

            new Net(seed: 1).SaveWeights("net.safetensors");

            [Model, Input(6, 6, 3), Conv2D(4, Kernel = 3, Activation = Activation.ReLU), Flatten, Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
            internal partial class Net;
            """);
        foreach (string name in (string[])["cat", "dog"])
        {
            Directory.CreateDirectory(Path.Combine(consumer.Folder, "test", name));
            File.WriteAllBytes(Path.Combine(consumer.Folder, "test", name, "1.png"), Convert.FromBase64String(Pixel));
        }
        consumer.Run("run");

        string said = Dotnet.Start(command, consumer.Folder, "report", "--weights", "net.safetensors", "--data", "test", "--out", "net.html");
        Assert.Equal("net.html: Net on 2 samples", said.Trim());
        Assert.Contains("dog", File.ReadAllText(Path.Combine(consumer.Folder, "net.html")), StringComparison.Ordinal);
        Directory.Delete(Path.Combine(consumer.Folder, "test", "cat"), recursive: true);
        (int code, _, string error) = Dotnet.Try(
            command, consumer.Folder, "report", "--weights", "net.safetensors", "--data", "test", "--out", "net.html");
        Assert.Equal(2, code);
        Assert.EndsWith(
            " has folders for 1, so which is which is not known. Name all classes in order by --classes.", error.Trim(),
            StringComparison.Ordinal);
    }

    private string Install(string folder)
    {
        string tools = Path.Combine(package.Folder, folder);
        Dotnet.Run(
            package.Folder, "tool", "install", "DeepDsl.Tool", "--tool-path", tools, "--version", package.Version, "--add-source", package.Feed);
        return Path.Combine(tools, RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "deepdsl.exe" : "deepdsl");
    }
}
