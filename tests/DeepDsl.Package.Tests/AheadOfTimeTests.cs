using System.Globalization;
using System.Text.RegularExpressions;

namespace DeepDsl.Package.Tests;

/// <summary>A model published ahead of time with default settings.</summary>
[Collection(PackedCollection.Name)]
public sealed class AheadOfTimeTests(PackageFixture package)
{
    /// <summary>Noise stays below; without wide registers and fused multiply-add the ratio is above.</summary>
    private const double LargestRatio = 2;

    private const string Program = """
        using System.Diagnostics;
        using DeepDsl;

        Console.WriteLine(Device.Cpu());
        SmallCnn net = new(seed: 1, Device.Cpu(1, SimdWidth.Bits256));
        float[] x = new float[28 * 28];
        float[] y = new float[10];
        long best = long.MaxValue;
        Stopwatch all = Stopwatch.StartNew();
        while (all.ElapsedMilliseconds < 3000)
        {
            long start = Stopwatch.GetTimestamp();
            net.Predict(x, y);
            best = Math.Min(best, Stopwatch.GetTimestamp() - start);
        }

        Console.WriteLine($"{best * 1e9 / Stopwatch.Frequency:0} ns");

        [Model, Input(28, 28, 1)]
        [Conv2D(16, Kernel = 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
        [Conv2D(32, Kernel = 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
        [Flatten, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
        public partial class SmallCnn;
        """;

    [AheadOfTimeFact]
    [Trait("Category", "Sweep")]
    public void A_project_is_as_fast_as_under_the_JIT()
    {
        Consumer consumer = new(package, "native", "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        consumer.Write("Program.cs", Program);
        consumer.Run("build", "-c", "Release");
        double compiledHere = Nanoseconds(consumer.Run("run", "-c", "Release", "--no-build"));

        string published = consumer.Run("publish", "-c", "Release", "--use-current-runtime", "-p:PublishAot=true", "-o", "out");
        Assert.Contains("DeepDsl: compiling ahead of time for x86-64-v3", published);
        string output = Dotnet.Start(Path.Combine(consumer.Folder, "out", "native"), consumer.Folder);
        Assert.DoesNotContain("slow", output);
        Assert.InRange(Nanoseconds(output), 0, LargestRatio * compiledHere);
    }

    [AheadOfTimeFact]
    [Trait("Category", "Sweep")]
    public void A_choice_of_instructions_is_left_alone_and_a_bad_one_named()
    {
        Consumer consumer = new(package, "old", "<OutputType>Exe</OutputType>");
        consumer.Write("Program.cs", "System.Console.WriteLine(DeepDsl.Device.Cpu());");
        string published = consumer.Run(
            "publish", "-c", "Release", "--use-current-runtime", "-p:PublishAot=true", "-p:IlcInstructionSet=x86-64-v2", "-o", "out");
        Assert.DoesNotContain("DeepDsl: compiling ahead of time", published);
        string output = Dotnet.Start(Path.Combine(consumer.Folder, "out", "old"), consumer.Folder);
        Assert.Contains("slow, since it was compiled ahead of time for processors without fused multiply-add: publish with", output);
    }

    [AheadOfTimeFact]
    [Trait("Category", "Sweep")]
    public void A_single_file_is_published_with_fused_multiply_add()
    {
        string folder = Directory.CreateDirectory(Path.Combine(package.Folder, "file")).FullName;
        File.WriteAllText(Path.Combine(folder, "app.cs"), $"""
            #:package DeepDsl@{package.Version}
            #:property NuGetAudit=false
            System.Console.WriteLine(DeepDsl.Device.Cpu());
            """);
        Assert.Contains("DeepDsl: compiling ahead of time for x86-64-v3", Dotnet.Run(folder, "publish", "app.cs", "-o", "out"));
        string output = Dotnet.Start(Path.Combine(folder, "out", "app"), folder);
        Assert.Contains("256-bit registers", output);
        Assert.DoesNotContain("slow", output);
    }

    private static double Nanoseconds(string output) =>
        double.Parse(Regex.Match(output, @"^(\d+) ns", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);
}
