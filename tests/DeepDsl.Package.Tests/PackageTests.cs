using System.IO.Compression;
using System.Text.RegularExpressions;

namespace DeepDsl.Package.Tests;

/// <summary>What a user gets from the package alone.</summary>
[Collection(PackedCollection.Name)]
public sealed class PackageTests(PackageFixture package)
{
    [Fact]
    public void One_package_carries_the_runtime_and_the_compiler()
    {
        Assert.Equal(
            [
                "DeepDsl.nuspec", "LICENSE", "README.md", "[Content_Types].xml",
                "analyzers/dotnet/cs/DeepDsl.Analyzers.dll", "analyzers/dotnet/cs/DeepDsl.CodeFixes.dll",
                "analyzers/dotnet/cs/DeepDsl.Compiler.dll", "analyzers/dotnet/cs/DeepDsl.Generator.dll",
                "buildTransitive/DeepDsl.props",
                "buildTransitive/DeepDsl.targets", "icon.png",
                "lib/net10.0/DeepDsl.Runtime.dll", "lib/net10.0/DeepDsl.Runtime.xml",
            ],
            Files("DeepDsl"));
    }

    [Theory]
    [InlineData("DeepDsl.Gpu", "ILGPU 1.5.3", "ILGPU.Algorithms 1.5.3")]
    [InlineData("DeepDsl.Models")]
    [InlineData("DeepDsl.TensorBoard")]
    [InlineData("DeepDsl.Dashboard")]
    [InlineData("DeepDsl.ML", "Microsoft.ML 5.0.1")]
    [InlineData("DeepDsl.Extensions.Logging", "Microsoft.Extensions.Logging.Abstractions 10.0.0")]
    [InlineData("DeepDsl.Text", "Microsoft.ML.Tokenizers 2.0.1")]
    [InlineData("DeepDsl.Images", "SkiaSharp 4.155.0", "SkiaSharp.NativeAssets.Linux.NoDependencies 4.155.0")]
    [InlineData("DeepDsl.Parquet", "Parquet.Net 6.1.0")]
    [InlineData("DeepDsl.Keras")]
    public void A_package_beside_it_carries_its_assembly_and_brings_what_it_needs(string id, params string[] libraries)
    {
        Assert.Equal(
            [$"{id}.nuspec", "LICENSE", "README.md", "[Content_Types].xml", "icon.png", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"], Files(id));
        Assert.Equal(
            [
                $"""<dependency id="DeepDsl" version="{package.Version}" include="All" />""",
                .. libraries.Select(l => $"""<dependency id="{l.Split(' ')[0]}" version="{l.Split(' ')[1]}" exclude="Build,Analyzers" />"""),
            ],
            Dependencies(id));
    }

    [Fact]
    public void The_package_for_web_programs_switches_on_what_a_generator_asks_for_that_it_brings()
    {
        const string Id = "DeepDsl.AspNetCore";
        Assert.Equal(
            [
                $"{Id}.nuspec", "LICENSE", "README.md", "[Content_Types].xml", $"buildTransitive/{Id}.props", "icon.png", $"lib/net10.0/{Id}.dll",
                $"lib/net10.0/{Id}.xml",
            ],
            Files(Id));
        Assert.Equal(
            [
                $"""<dependency id="DeepDsl" version="{package.Version}" include="All" />""",
                """<dependency id="Microsoft.AspNetCore.OpenApi" version="10.0.15" exclude="Build,Analyzers" />""",
            ],
            Dependencies(Id));
    }

    [Fact]
    public void The_package_of_embeddings_brings_that_of_texts() => Assert.Equal(
        [
            $"""<dependency id="DeepDsl" version="{package.Version}" include="All" />""",
            $"""<dependency id="DeepDsl.Text" version="{package.Version}" include="All" />""",
            """<dependency id="Microsoft.Extensions.AI.Abstractions" version="10.11.0" exclude="Build,Analyzers" />""",
        ],
        Dependencies("DeepDsl.Extensions.AI"));

    /// <summary>A gallery shows the page alone, where a link to a file beside it leads nowhere.</summary>
    [Theory]
    [InlineData("DeepDsl", "# DeepDsl\n")]
    [InlineData("DeepDsl.Text", "# DeepDsl.Text\n")]
    public void The_page_of_a_package_has_its_own_name_and_no_link_into_a_folder(string id, string title)
    {
        string page = ReadText(id, "README.md");
        Assert.StartsWith(title, page, StringComparison.Ordinal);
        Assert.Contains("dotnet add package DeepDsl", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\]\((?!https?:)", page);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Symbols_come_in_a_package_of_their_own() =>
        Assert.True(File.Exists(Path.ChangeExtension(package.FileOf("DeepDsl.Text"), ".snupkg")));

    [Theory]
    [InlineData("DeepDsl.Onnx", """<dependency id="Google.Protobuf" version="3.36.2" exclude="Build,Analyzers" />""")]
    [InlineData("DeepDsl.Report")]
    public void A_package_that_builds_graphs_carries_the_compiler_but_shows_its_own_members_alone(string id, params string[] libraries)
    {
        Assert.Equal(
            [
                $"{id}.nuspec", "LICENSE", "README.md", "[Content_Types].xml", "icon.png", "lib/net10.0/DeepDsl.Compiler.dll", $"lib/net10.0/{id}.dll",
                $"lib/net10.0/{id}.xml", $"ref/net10.0/{id}.dll", $"ref/net10.0/{id}.xml",
            ],
            Files(id));
        Assert.Equal(
            [
                $"""<dependency id="DeepDsl" version="{package.Version}" include="All" />""",
                .. libraries,
            ],
            Dependencies(id));
    }

    /// <summary>Both bring the compiler, of which a program has one.</summary>
    [Fact, Trait("Category", "Sweep")]
    public void A_project_may_have_reports_beside_ONNX()
    {
        Consumer consumer = new(
            package, "reports", "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors>", "DeepDsl.Report");
        consumer.Write("Directory.Build.targets", $"""
            <Project><ItemGroup><PackageReference Include="DeepDsl.Onnx" Version="{package.Version}" /></ItemGroup></Project>
            """);
        consumer.Write("Program.cs", """
            using DeepDsl;
            using DeepDsl.Onnx;
            using DeepDsl.Report;
            Net net = new(seed: 1);
            net.Report().Save("report.html");
            net.SaveOnnx("net.onnx");
            Console.WriteLine($"{File.ReadAllText("report.html").Contains("Graph of the model")} {File.Exists("net.onnx")}");

            [Model, Input(4), Dense(3)]
            public partial class Net;
            """);
        Assert.StartsWith("True True", consumer.Run("run", "-c", "Release"), StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Sweep")]
    public void A_project_with_the_package_of_texts_alone_has_the_generator()
    {
        Consumer consumer = new(
            package, "texts", "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors>", "DeepDsl.Text");
        consumer.Write("Program.cs", """
            using DeepDsl;
            using DeepDsl.Text;
            TextEncoder pairs = TextEncoder.BytePairs(["a cat and a cat"], new TextOptions { Size = 265 });
            Console.WriteLine($"{pairs.Decode(pairs.Encode("a cat"))}, {new Net().PredictBatch(pairs.Encode(["a cat"], 4).Tokens).Length} values");
            try
            {
                pairs.Encode("caf\u00E9");
            }
            catch (InvalidOperationException error)
            {
                Console.WriteLine(error.Message);
            }

            [Model, Input(4, Type = ElementType.Int32), Embedding(265, 2), Flatten, Dense(3)]
            public partial class Net;
            """);
        string output = consumer.Run("run", "-c", "Release");
        Assert.StartsWith("a cat, 3 values", output, StringComparison.Ordinal);
        Assert.Contains("has to be normalised, which takes the tables of ICU, and this program runs without them", output, StringComparison.Ordinal);
    }

    /// <summary>The decoders are native, and this machine's must be found.</summary>
    [Fact, Trait("Category", "Sweep")]
    public void A_project_with_the_package_of_images_alone_decodes()
    {
        Consumer consumer = new(
            package, "images", "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors>", "DeepDsl.Images");
        consumer.Write("Program.cs", """
            using DeepDsl;
            using DeepDsl.Images;
            ContactSheet sheet = new(2, 2);
            sheet.Add([0, 0, 0, 0]);
            sheet.Write("sheet.png");
            float[] image = ImageFile.Read("sheet.png", new ImageOptions(6, 6, 1));
            Console.WriteLine($"{image[0]} {image[(2 * 6) + 2]}");
            """);
        Assert.StartsWith("1 0", consumer.Run("run", "-c", "Release"), StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Sweep")]
    public void A_project_with_the_package_of_ready_models_alone_has_the_generator()
    {
        Consumer consumer = new(
            package, "ready", "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors>", "DeepDsl.Models");
        consumer.Write("Program.cs", """
            using DeepDsl;
            using DeepDsl.Models;
            Console.WriteLine($"{Net.ParameterCount} parameters");

            [Model, Input(32, 32, 1), LeNet5(Classes = 10)]
            public partial class Net;
            """);
        Assert.StartsWith("61706 parameters", consumer.Run("run", "-c", "Release"), StringComparison.Ordinal);
    }

    /// <summary>Beyond the rest of the suite it only adds a restore of ILGPU, so it is left to the long run.</summary>
    [Fact, Trait("Category", "Sweep")]
    public void A_project_with_the_package_for_graphics_cards_alone_has_the_generator()
    {
        Consumer consumer = new(
            package, "card", "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors>", "DeepDsl.Gpu");
        consumer.Write("Program.cs", """
            using DeepDsl;
            try
            {
                Console.WriteLine($"Net gives {new Net(device: Device.Gpu()).PredictBatch([1, 2, 3]).Length} values");
            }
            catch (InvalidOperationException error)
            {
                Console.WriteLine(error.Message);
            }

            [Model, Input(3), Dense(2)]
            public partial class Net;
            """);
        Assert.Matches("^(Net gives 2 values|No CUDA or OpenCL device found)", consumer.Run("run", "-c", "Release"));
    }

    private IEnumerable<string> Dependencies(string id)
    {
        using ZipArchive zip = ZipFile.OpenRead(package.FileOf(id));
        using StreamReader reader = new(zip.GetEntry($"{id}.nuspec")!.Open());
        return [.. Regex.Matches(reader.ReadToEnd(), "<dependency .*? />").Select(m => m.Value)];
    }

    private string ReadText(string id, string file)
    {
        using ZipArchive zip = ZipFile.OpenRead(package.FileOf(id));
        using StreamReader reader = new(zip.GetEntry(file)!.Open());
        return reader.ReadToEnd();
    }

    private string[] Files(string id)
    {
        using ZipArchive zip = ZipFile.OpenRead(package.FileOf(id));
        return
        [
            .. zip.Entries.Select(e => e.FullName).Where(f => !f.StartsWith("_rels/") && !f.StartsWith("package/"))
                .Order(StringComparer.Ordinal),
        ];
    }

    [Fact]
    public void A_new_console_project_learns_with_one_package_reference()
    {
        Consumer consumer = new(package, "xor", "<OutputType>Exe</OutputType><TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        consumer.Write("Program.cs", File.ReadAllText(Path.Combine(Dotnet.Known("RepositoryRoot"), "samples", "Xor", "Program.cs")));
        consumer.Run("build", "-c", "Release");
        string output = consumer.Run("run", "-c", "Release", "--no-build");
        MatchCollection lines = Regex.Matches(output, @"([01]) xor ([01]) = (0\.\d+|1\.\d+)");
        Assert.Equal(4, lines.Count);
        Assert.All(lines, line =>
        {
            bool truth = line.Groups[1].Value != line.Groups[2].Value;
            double found = double.Parse(line.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(found, truth ? 0.9 : 0, truth ? 1 : 0.1);
        });
    }
}
