namespace DeepDsl.Tool.Tests;

public sealed class HelpTests
{
    private static readonly string[][] s_commands =
    [
        [], ["summary"], ["graph"], ["check"], ["diff"], ["inspect"], ["import"], ["tune"], ["tune", "status"], ["bench"], ["export"],
        ["report"], ["watch"], ["new"],
    ];

    [Fact]
    public Task Every_command_explains_itself() =>
        Verifier.Verify(string.Join("\n", s_commands.Select(c => $"> deepdsl {string.Join(' ', [.. c, "--help"])}\n{ToolRun.Done(".", [.. c, "--help"])}")));
}
