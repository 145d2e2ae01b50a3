namespace DeepDsl.Tests.Files;

public sealed class AtomicFileTests
{
    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("w", "old");
        Assert.Throws<InvalidTimeZoneException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half of the new"u8);
            throw new InvalidTimeZoneException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["w"], folder.Names);
    }

    [Fact]
    public void Until_the_rename_the_old_file_is_whole()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("w", "old");
        AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(path));
        });
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["w"], folder.Names);
    }

    [Fact]
    public void A_link_keeps_pointing_to_the_file_that_was_replaced()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("w", "old");
        try
        {
            File.CreateSymbolicLink(folder["link"], path);
        }
        catch (IOException)
        {
            return; // Windows without the right to make links.
        }
        AtomicFile.Write(folder["link"], stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.NotNull(new FileInfo(folder["link"]).LinkTarget);
    }
}
