using DeepDsl.Generator.Tests.Harness;

namespace DeepDsl.Generator.Tests.Reliability;

/// <summary>What declarations made by chance have found, each as its smallest source.</summary>
public sealed class FoundTests
{
    private static Answer Ask(string attributes, string members = "") =>
        Answer.To($"using System;\nusing DeepDsl;\n[Model]\n{attributes}\npublic partial class Net {{ {members} }}");

    [Fact]
    public void An_output_is_named_once()
    {
        Answer answer = Ask("[Input(8), Dense(4, Name = \"a\"), Output(\"a\"), Output(\"a\")]");
        Assert.Equal(["DD1010"], answer.Ids);
        Assert.Empty(answer.Mistakes);
    }

    /// <summary>A merge has no argument that names one value alone.</summary>
    [Fact]
    public void Ints_joined_with_themselves_are_refused_in_words() =>
        Assert.Equal(["DD2002"], Ask("[Input(2, 8, Type = ElementType.Int32), Reparameterize(\"input\")]").Ids);

    /// <summary>Members of a broken model are of its declaration, and are C# too.</summary>
    [Fact]
    public void Outputs_of_a_broken_model_are_a_tuple() => Assert.Empty(Ask("[Output(\"in1\"), Output(\"in1\")]").Mistakes);

    /// <summary>Of ints that were only moved, the bits came out as if they were floats.</summary>
    [Fact]
    public void Outputs_that_are_ints_come_out_as_floats() => Assert.Equal([1, 4, 2, 5, 3, 6], Running.Run<float[]>("""
        using DeepDsl;
        [Model, Input(2, 3, Type = ElementType.Int32), Permute(1, 0)] public partial class Net;
        public static class Test { public static float[] Run() => new Net(1).Predict([1, 2, 3, 4, 5, 6]); }
        """));

    [Theory]
    [InlineData("Permute(1, 0)")]
    [InlineData("Permute(0, 1)")]
    [InlineData("Flatten")]
    public void Outputs_may_be_ints(string layer) => Assert.Empty(Ask($"[Input(2, 3, Type = ElementType.Int32), {layer}]").Errors);

    /// <summary>
    /// Without a loss the caller fills the gradients of all outputs at once: one that was read late lay where what was read before it lay.
    /// </summary>
    [Theory]
    [InlineData("Input(8), Input(28, Name = \"in1\"), SiLU(Name = \"v5\"), Output(\"input\"), Output(\"v5\")")]
    [InlineData("Input(8, Name = \"in1\"), Input(16, 7, 5, Name = \"in2\"), HardSwish(Name = \"v4\"), Output(\"in1\"), Output(\"v4\")")]
    [InlineData("Input(5), Input(28, 12, Name = \"in2\"), GlobalMaxPool1D, Output(\"input\"), Output(\"globalMaxPool1\")")]
    public void Gradients_that_the_caller_fills_overwrite_nothing(string attributes) => Assert.Empty(Ask($"[{attributes}]").Errors);

    [Theory]
    [InlineData("item2", "b")]
    [InlineData("rest", "toString")]
    [InlineData("a_b", "aB")]
    public void Outputs_may_be_named_as_members_of_tuples(string first, string second) => Assert.Empty(Ask(
        $"[Input(8), Tanh(Name = \"{first}\"), Sigmoid(From = \"input\", Name = \"{second}\"), Output(\"{first}\"), Output(\"{second}\")]").Mistakes);
}
