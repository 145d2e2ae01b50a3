using System.Diagnostics;
using DeepDsl.Tests;

namespace DeepDsl.Tool.Tests;

public sealed class DiffTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public Task Layers_are_added_changed_and_removed()
    {
        _folder.Write("old.cs", ToolSources.Sound);
        _folder.Write("new.cs", """
            using DeepDsl;

            [Model, Input(8, 8, 1), Conv2D(2, Kernel = 1)]
            [Conv2D(4, Kernel = 3, Activation = Activation.ReLU), GlobalAvgPool2D, Dense(5), Train(BatchSize = 16), Loss(Loss.SoftmaxCrossEntropy)]
            public partial class Net;
            """);
        return Verifier.Verify(ToolRun.Done(_folder["."], "diff", "old.cs", "new.cs"));
    }

    [Fact]
    public Task A_block_that_is_repeated_once_more_is_added_as_a_whole()
    {
        _folder.Write("old.cs", ToolSources.Residual);
        _folder.Write("new.cs", ToolSources.Residual.Replace("Repeat = 2", "Repeat = 3", StringComparison.Ordinal));
        return Verifier.Verify(ToolRun.Done(_folder["."], "diff", "old.cs", "new.cs"));
    }

    [Fact]
    public void Equal_models_do_not_differ()
    {
        _folder.Write("old.cs", ToolSources.Residual);
        _folder.Write("new.cs", "// the same in other words\n" + ToolSources.Residual);
        Assert.Equal("No model differs.\n", ToolRun.Done(_folder["."], "diff", "old.cs", "new.cs"));
    }

    [Theory]
    [InlineData("PaddingToken = 0", "Name = \"input\"")]
    [InlineData("Output(\"first\"), ", "")]
    public void What_inputs_and_outputs_say_counts(string before, string after)
    {
        string source = """
            using DeepDsl;

            [Model, Input(9, Type = ElementType.Int32, PaddingToken = 0), Embedding(5, 4), GlobalAvgPool1D]
            [Dense(3, Name = "first"), Tanh, Dense(3), Add("first", Name = "sum"), Output("first"), Output("sum")]
            public partial class Net;
            """;
        _folder.Write("old.cs", source);
        _folder.Write("new.cs", source.Replace(before, after, StringComparison.Ordinal));
        Assert.StartsWith("### Net\n", ToolRun.Done(_folder["."], "diff", "old.cs", "new.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_of_another_name_is_compared_where_each_version_has_one()
    {
        _folder.Write("old.cs", ToolSources.Sound);
        _folder.Write("new.cs", ToolSources.Sound.Replace("Net;", "Wide;", StringComparison.Ordinal).Replace("Dense(3)", "Dense(6)", StringComparison.Ordinal));
        string text = ToolRun.Done(_folder["."], "diff", "old.cs", "new.cs");
        Assert.StartsWith("### Wide, which was Net\n", text, StringComparison.Ordinal);
        Assert.Contains("| changed | `dense1` | `Dense(3)` [3], 435 parameters | `Dense(6)` [6], 870 parameters |\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_version_is_told_and_only_a_new_one_ends_with_1()
    {
        _folder.Write("wrong.cs", ToolSources.Wrong);
        _folder.Write("sound.cs", ToolSources.Sound);
        ToolRun mended = ToolRun.In(_folder["."], "diff", "wrong.cs", "sound.cs");
        Assert.Equal(0, mended.ExitCode);
        Assert.StartsWith("wrong.cs(5): Net of wrong.cs is wrong", mended.Error, StringComparison.Ordinal);
        ToolRun broken = ToolRun.In(_folder["."], "diff", "sound.cs", "wrong.cs");
        Assert.Equal((1, mended.Error), (broken.ExitCode, broken.Error));
    }

    [Fact]
    public void Folders_are_compared_model_by_model()
    {
        Directory.CreateDirectory(_folder["old"]);
        Directory.CreateDirectory(_folder["new"]);
        _folder.Write("old/Net.cs", ToolSources.Sound);
        _folder.Write("new/Net.cs", ToolSources.Sound);
        _folder.Write("new/Goods.cs", ToolSources.Residual);
        string text = ToolRun.Done(_folder["."], "diff", "old", "new");
        Assert.StartsWith("### Goods, added\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("### Net", text, StringComparison.Ordinal);
        Assert.StartsWith("### Goods, removed\n", ToolRun.Done(_folder["."], "diff", "new", "old"), StringComparison.Ordinal);
        Assert.Equal("No model differs.\n", ToolRun.Done(_folder["."], "diff", "new", "old", "--model", "Net"));
    }

    [Fact]
    public void Since_a_commit_files_were_changed_added_and_removed()
    {
        Directory.CreateDirectory(_folder["app"]);
        _folder.Write("app/Net.cs", ToolSources.Sound);
        _folder.Write("app/Blocks.cs", "using DeepDsl; [Block, Dense(4), ReLU] public partial class Hidden;");
        _folder.Write("app/Old.cs", ToolSources.Sound.Replace("Net;", "Old;", StringComparison.Ordinal));
        Git("init", "--quiet");
        Git("add", ".");
        Git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "first");
        _folder.Write("app/Net.cs", ToolSources.Sound.Replace("Dense(3)", "Hidden, Dense(3)", StringComparison.Ordinal));
        File.Delete(_folder["app/Old.cs"]);
        _folder.Write("app/New.cs", ToolSources.Sound.Replace("Net;", "New;", StringComparison.Ordinal));

        foreach (string folder in new[] { ".", "app" })
        {
            string text = ToolRun.Done(_folder[folder], "diff", "--since", "HEAD");
            Assert.Equal(
                ["### Net", "### New, added", "### Old, removed"], text.Split('\n').Where(l => l.StartsWith('#')).Order(StringComparer.Ordinal));
            Assert.Contains("| added | `hidden1.dense1` |", text, StringComparison.Ordinal);
            Assert.Contains("| | HEAD | now | change |", text, StringComparison.Ordinal);
        }
        Assert.Equal(["Blocks.cs", "Net.cs", "New.cs"], Directory.GetFiles(_folder["app"]).Select(f => Path.GetFileName(f)).Order());
        Assert.Contains("git knows no commit 'nowhere'", ToolRun.Refused(_folder["app"], "diff", "--since", "nowhere"), StringComparison.Ordinal);
        Assert.Contains("git knows no commit '--all'", ToolRun.Refused(_folder["app"], "diff", "--since=--all"), StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_git_nothing_is_known_of_a_commit()
    {
        _folder.Write("Net.cs", ToolSources.Sound);
        Assert.Contains("is not in a git repository", ToolRun.Refused(_folder["."], "diff", "--since", "main"), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_versions_are_needed()
    {
        _folder.Write("Net.cs", ToolSources.Sound);
        Assert.StartsWith("diff compares two versions, but one was named.", ToolRun.Refused(_folder["."], "diff", "Net.cs"), StringComparison.Ordinal);
        Assert.StartsWith("diff compares two versions, but none were named.", ToolRun.Refused(_folder["."], "diff"), StringComparison.Ordinal);
        Assert.StartsWith(
            "With --since, the commit has the old version.", ToolRun.Refused(_folder["."], "diff", "Net.cs", "Net.cs", "--since", "x"), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        // What git stores may not be written, which keeps Windows from deleting it.
        foreach (string file in Directory.GetFiles(_folder["."], "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }
        _folder.Dispose();
    }

    private void Git(params string[] arguments)
    {
        using Process git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder["."] })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
