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

    /// <summary>Members of a broken model are of its declaration, and are C# too.</summary>
    [Fact]
    public void Outputs_of_a_broken_model_are_a_tuple() => Assert.Empty(Ask("[Output(\"in1\"), Output(\"in1\")]").Mistakes);

    [Theory]
    [InlineData("item2", "b")]
    [InlineData("rest", "toString")]
    [InlineData("a_b", "aB")]
    public void Outputs_may_be_named_as_members_of_tuples(string first, string second) => Assert.Empty(Ask(
        $"[Input(8), Tanh(Name = \"{first}\"), Sigmoid(From = \"input\", Name = \"{second}\"), Output(\"{first}\"), Output(\"{second}\")]").Mistakes);
}
