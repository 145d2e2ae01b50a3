using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Tests;
using DeepDsl.Generator;
using DeepDsl.Generator.Tests.Harness;
using DeepDsl.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Onnx.Tests.Import;

/// <summary>What an import saved, compiled with the code that is generated for it, with its weights loaded.</summary>
public sealed class CompiledTests
{
    private static readonly string s_reference = Path.Combine(AppContext.BaseDirectory, "reference", "onnx");

    [Theory]
    [InlineData("lenet")]
    [InlineData("encoder")]
    public void A_saved_class_predicts_what_PyTorch_does(string name)
    {
        using TemporaryFolder folder = new();
        OnnxImport import = OnnxImporter.Import(Path.Combine(s_reference, $"{name}.onnx"), "Read");
        import.Save(folder["made"]);
        Assert.Contains(folder["made"], Assert.Throws<IOException>(() => import.Save(folder["made"])).Message, StringComparison.Ordinal);
        using Stream file = File.OpenRead(Path.Combine(s_reference, "values.json"));
        JsonElement values = JsonDocument.Parse(file).RootElement.GetProperty(name);
        JsonElement input = values.GetProperty("inputs")[0];
        double[] numbers = [.. input.GetProperty("values").EnumerateArray().Select(v => v.GetDouble())];
        Array given = name == "lenet" ? Array.ConvertAll(numbers, v => (float)v) : Array.ConvertAll(numbers, v => (int)v);
        double[] expected = [.. values.GetProperty("outputs")[0].GetProperty("values").EnumerateArray().Select(v => v.GetDouble())];
        RoundTrip.Close(expected, Predict(folder["made"], given), import.Source);
    }

    [Fact]
    public void The_page_shows_what_comes_of_a_file()
    {
        using TemporaryFolder temporary = new();
        (string file, string folder) = (Path.Combine(s_reference, "lenet.onnx"), temporary["made"]);

        // <import>
        OnnxImport import = OnnxImporter.Import(file);
        import.Save(folder); // Lenet.cs and Lenet.safetensors
        // </import>

        Assert.Equal(import.Source, File.ReadAllText(Path.Combine(folder, "Lenet.cs")));
        Shows("import of lenet", "csharp", import.Source);
        Shows("notes of lenet", "", string.Join("\n", import.Notes) + "\n");
        Op op = OpTable.Find("Dense")!;
        string? reason = RoundTrip.Run(
            OneLayerModel.Build(op, op.Examples[^1], false), new ModelValues(_ => 1) { IntLimit = 7 }, 1, 18, out _);
        Shows("refused", "", reason + "\n");
    }

    private static void Shows(string what, string language, string text)
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "onnx.md")).ReplaceLineEndings("\n");
        string shown = $"<!-- {what} -->\n```{language}\n{text}```\n";
        Assert.True(page.Contains(shown, StringComparison.Ordinal), $"The page lacks:\n{shown}");
    }

    /// <summary>What a class and its weights in a folder say of an input.</summary>
    public static double[] Predict(string folder, Array input)
    {
        CSharpCompilation compilation = Sources.Compile(File.ReadAllText(Path.Combine(folder, "Read.cs")));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: Sources.Language);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation whole, out _);
        Assert.Empty(whole.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591"));
        using MemoryStream image = new();
        Assert.True(whole.Emit(image).Success);
        image.Position = 0;
        AssemblyLoadContext context = new("imported", isCollectible: true);
        try
        {
            Type type = context.LoadFromStream(image).GetType("Read")!;
            ConstructorInfo constructor = type.GetConstructors().Single();
            Network net = (Network)constructor.Invoke(
                BindingFlags.OptionalParamBinding, null, [.. constructor.GetParameters().Select(_ => Type.Missing)], null);
            net.LoadWeights(Path.Combine(folder, "Read.safetensors"));
            MethodInfo predict = type.GetMethods().Single(
                m => m.Name == "PredictBatch" && m.GetParameters() is [var only] && only.ParameterType == input.GetType());
            return Array.ConvertAll((float[])predict.Invoke(net, [input])!, v => (double)v);
        }
        finally
        {
            context.Unload();
        }
    }
}
