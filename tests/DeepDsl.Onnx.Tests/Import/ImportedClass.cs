using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Generator;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Onnx.Tests.Import;

/// <summary>A class that an import wrote, read as the generator reads it, with its weights.</summary>
internal sealed class ImportedClass
{
    private readonly Dictionary<string, Tensor> _weights;

    public ImportedClass(OnnxImport import)
    {
        CSharpCompilation compilation = Sources.Compile(import.Source);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: Sources.Language);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation declared, out _);
        Assert.Empty(compilation.SyntaxTrees.Single().GetDiagnostics());
        ParsedModel parsed = ModelParser.Parse(declared.GetTypeByMetadataName(import.ClassName)!, declared, default)!;
        BuiltModel built = Pipeline.Build(parsed.Spec);
        Assert.True(built.Problems.Count == 0, string.Join("\n", built.Problems.Select(p => p.Message)) + "\n" + import.Source);
        Model = built.Inference;
        _weights = import.Weights.ToDictionary(t => t.Name, t => new Tensor([.. t.Shape], Array.ConvertAll(t.ToFloats(), v => (double)v)));
        Assert.Equal(
            Model.Parameters.Select(p => p.Name).Concat(Model.States.Select(s => s.Name)).Order(), _weights.Keys.Order());
    }

    public ModelGraph Model { get; }

    /// <summary>What the outputs are.</summary>
    /// <param name="samples">How many.</param>
    /// <param name="input">By name, row-major.</param>
    public double[][] Evaluate(int samples, Func<string, double[]> input)
    {
        Interpreter interpreter = new(samples, node => node switch
        {
            InputNode leaf => new Tensor([.. leaf.Shape.Select(d => (int)d.Evaluate(_ => samples))], input(leaf.Name)),
            ParameterNode parameter => _weights[parameter.Name],
            StateNode state => _weights[state.Name],
            _ => throw new InvalidOperationException($"No values for {node}."),
        });
        return [.. Model.Outputs.Select(o => interpreter.Evaluate(o.Node).Values)];
    }
}
