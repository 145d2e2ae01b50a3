using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Ops;

/// <summary>Layers that use the parameters of one that they name.</summary>
public sealed class LenderProblemTests
{
    private const string Tokens = "Input(Shape = [12], Type = ElementType.Int32); Embedding(Vocabulary = 9, Dimension = 4, Name = \"words\")";

    [Theory]
    [InlineData($"{Tokens}; Unembed(Embedding = \"word\")",
        "UnknownName at Embedding: Unembed(\"word\") (layer 2) reads \"word\", but no layer above has that name; did you mean \"words\"?")]
    [InlineData($"{Tokens}; Dense(Units = 4, Name = \"head\"); Unembed(Embedding = \"head\")",
        "ShareMismatch at Embedding: Unembed(\"head\") (layer 3) takes the vectors of \"head\", which is Dense(4, Name = \"head\") (layer 2); "
        + "name an [Embedding].")]
    [InlineData($"{Tokens}; Unembed(Embedding = \"input\")",
        "ShareMismatch at Embedding: Unembed(\"input\") (layer 2) takes the vectors of \"input\", which is no layer; name an [Embedding].")]
    [InlineData($"{Tokens}; Dense(Units = 5); Unembed(Embedding = \"words\")",
        "ShareMismatch at Embedding: Unembed(\"words\") (layer 3) multiplies [12, 5] of Dense(5) (layer 2) by the vectors of "
        + "Embedding(9, 4, Name = \"words\") (layer 1), which have 4 numbers; put [Dense(4)] before it.")]
    public void One_mistake_gives_one_message(string layers, string expected)
    {
        Problem problem = Assert.Single(Run(layers).Problems);
        Assert.Equal(expected, $"{problem.Kind} at {problem.Argument}: {problem.Message}");
    }

    [Fact]
    public void A_layer_lends_what_it_has_borrowed_itself()
    {
        (ModelGraph model, IReadOnlyList<Problem> problems) = Run(
            $"{Tokens}; Embedding(Vocabulary = 9, Dimension = 4, Share = \"words\", From = \"input\", Name = \"again\"); Add(Names = [\"words\"]); "
            + "Unembed(Embedding = \"again\")");
        Assert.Empty(problems.Select(p => p.Message));
        Assert.Equal(["words.weight"], model.Parameters.Select(p => p.Name));
        Assert.Equal(["words.weight"], model.Graph.Nodes.OfType<ParameterNode>().Select(p => p.Name));
    }

    private static (ModelGraph Model, IReadOnlyList<Problem> Problems) Run(string layers) => BuildModel.Run(
        new ModelSpec { Name = "Net", Layers = layers.Split(';').Select(l => SpecReader.ReadAttribute(l.Trim())).ToArray() }, training: true);
}
