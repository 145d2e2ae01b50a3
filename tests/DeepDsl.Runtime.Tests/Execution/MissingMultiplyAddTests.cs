using DeepDsl.Execution;

namespace DeepDsl.Tests.Execution;

public sealed class MissingMultiplyAddTests
{
    [Theory]
    [InlineData(false, true, "this processor has no fused multiply-add")]
    [InlineData(true, true, "fused multiply-add is switched off")]
    [InlineData(true, false, "compiled ahead of time for processors without fused multiply-add")]
    public void The_cause_is_named(bool ofProcessor, bool compiledHere, string cause) =>
        Assert.Contains(cause, MissingMultiplyAdd.Explain(usable: false, ofProcessor, compiledHere), StringComparison.Ordinal);

    [Fact]
    public void Nothing_is_said_where_it_is_there() => Assert.Null(MissingMultiplyAdd.Explain(usable: true, ofProcessor: true, compiledHere: true));
}
