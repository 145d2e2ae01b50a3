using System.Text.Json;
using System.Text.RegularExpressions;

namespace DeepDsl.Repo.Tests;

/// <summary>docs/matrix.md claims what tests show, and says why of the rest. What is claimed of CPU, GPU and ONNX, tests there look up.</summary>
public sealed class MatrixPageTests
{
    private const string Torch = "PyTorch weights";

    private static readonly MatrixRows s_rows = new(Repository.Read("docs/matrix.md"));

    [Fact]
    public void What_is_not_claimed_has_a_reason() => Repository.AssertNone(
        "cells without a reason",
        s_rows.Columns.SelectMany(column => s_rows.Of(column).Where(c => !MatrixRows.IsYes(c.Cell) && c.Cell.Split(' ').Length < 4)
            .Select(c => $"{c.Layer}, {column}: '{c.Cell}'")));

    [Fact]
    public void Modules_of_PyTorch_are_in_models_that_take_its_weights()
    {
        string models = Repository.Read("tests/DeepDsl.Integration.Tests/TorchModels.cs")
            + Repository.Read("tests/DeepDsl.Integration.Tests/TransformerModels.cs");
        string tests = Repository.Read("tests/DeepDsl.Integration.Tests/TorchWeightTests.cs")
            + Repository.Read("tests/DeepDsl.Integration.Tests/TorchAttentionTests.cs");
        string[] shown = [.. Regex.Split(models, "(?=\\[Model)").Where(m => tests.Contains($"new {ClassOf(m)}(", StringComparison.Ordinal))];
        Repository.AssertNone("in no model that a state dict is loaded into", s_rows.Of(Torch)
            .Where(c => c.Cell.StartsWith("yes, of ", StringComparison.Ordinal) && !shown.Any(m => Has(m, c.Layer))).Select(c => c.Layer));
    }

    [Fact]
    public void Layers_of_ready_models_are_in_models_that_are_compared_with_PyTorch()
    {
        using JsonDocument reference = JsonDocument.Parse(Repository.Read("tests/reference/models.json"));
        JsonElement parity = reference.RootElement.GetProperty("parity");
        HashSet<string> compared = [.. parity.EnumerateArray().Select(m => m.GetProperty("model").GetString()!)];
        Dictionary<string, string> declared = Repository.Files
            .Where(f => f.StartsWith("src/DeepDsl.Models/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal))
            .ToDictionary(f => Path.GetFileNameWithoutExtension(f), Repository.Read);
        Repository.AssertNone("in no ready model that is compared", s_rows.Of(Torch)
            .Where(c => c.Cell.StartsWith("yes, in ", StringComparison.Ordinal))
            .Where(c => c.Cell["yes, in ".Length..].Trim('`') is var model
                && !(compared.Contains(model) && Reaches(declared, model, c.Layer, [])))
            .Select(c => $"{c.Layer}, {c.Cell}"));
    }

    private static string ClassOf(string declaration) => Regex.Match(declaration, "partial class (\\w+)").Groups[1].Value;

    private static bool Has(string declaration, string layer) => Regex.IsMatch(declaration, $"[\\[ ]{layer}(?=[(,\\]])");

    /// <summary>Whether a block has a layer, or has blocks that have it.</summary>
    private static bool Reaches(Dictionary<string, string> declared, string block, string layer, HashSet<string> seen) =>
        seen.Add(block) && declared.TryGetValue(block, out string? text)
        && (Has(text, layer) || declared.Keys.Any(other => other != block && Has(text, other) && Reaches(declared, other, layer, seen)));
}
