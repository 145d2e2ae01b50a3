extern alias models;
extern alias runtime;

using System.Reflection;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using runtime::DeepDsl.CompilerServices;

namespace DeepDsl.Compiler.Tests.Models;

/// <summary>A model of nothing but inputs and a block of DeepDsl.Models, which is read from the assembly as a user's compiler does it.</summary>
internal static class ReadyModel
{
    private static readonly Assembly s_assembly = typeof(models::DeepDsl.Models.LeNet5).Assembly;

    /// <param name="block">Its name.</param>
    /// <param name="arguments">As in source: <c>Classes = 5</c>.</param>
    /// <param name="inputs">Shapes; the first is what the block is put on, the second what it names beside itself.</param>
    /// <param name="ofTokens">Whether the inputs are ints.</param>
    public static ModelGraph Build(string block, string arguments, int[][] inputs, bool ofTokens = false)
    {
        string beside = block switch { "Nerf" => "direction", "EncoderDecoder" => "target", _ => "segments" };
        string element = ofTokens ? ", Type = ElementType.Int32" : "";
        return Build(block, $"{arguments}{(arguments.Length > 0 ? ", " : "")}From = \"input\"",
            [.. inputs.Select((shape, i) => $"Input(Shape = [{string.Join(", ", shape)}], Name = \"{(i == 0 ? "input" : beside)}\"{element})")]);
    }

    /// <param name="block">Its name.</param>
    /// <param name="arguments">As in source, with what the block is put on.</param>
    /// <param name="inputs">As in source.</param>
    /// <param name="outputs">As in source.</param>
    public static ModelGraph Build(string block, string arguments, string[] inputs, params string[] outputs)
    {
        (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(Spec(block, arguments, inputs, outputs), training: false);
        Assert.True(problems.Count == 0, $"{block}({arguments}) has problems:\n" + string.Join("\n", problems.Select(p => p.Message)));
        return model;
    }

    /// <summary>The same, with whatever is wrong with it.</summary>
    public static ModelSpec Spec(string block, string arguments, string[] inputs, params string[] outputs)
    {
        Type attribute = s_assembly.GetType($"DeepDsl.Models.{block}Attribute", throwOnError: true)!;
        return new ModelSpec
        {
            Name = "Ready",
            Layers = inputs.Append($"{block}({arguments})").Concat(outputs).Select(SpecReader.ReadAttribute).ToArray(),
            Blocks = BlockText.Read(attribute.GetCustomAttribute<BlockDefinitionAttribute>()!.Text),
        };
    }
}
