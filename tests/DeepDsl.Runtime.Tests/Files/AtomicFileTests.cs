using System.Diagnostics;

namespace DeepDsl.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static void WriteNew(string path) => AtomicFile.Write(path, stream => stream.Write("new"u8));

    private string Leftover(string name, char digit = '7') => _folder.Write($"{name}.{new string(digit, 32)}.tmp", "half");

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        string path = _folder.Write("w", "old");
        Assert.Throws<InvalidTimeZoneException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half of the new"u8);
            throw new InvalidTimeZoneException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["w"], _folder.Names);
    }

    [Fact]
    public void Until_the_rename_the_old_file_is_whole()
    {
        string path = _folder.Write("w", "old");
        AtomicFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(path));
        });
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["w"], _folder.Names);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData((UnixFileMode)0b111_111_111)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead)]
    public void The_new_file_has_the_mode_of_the_old_one_and_is_never_wider(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        string path = _folder.Write("w", "old");
        File.SetUnixFileMode(path, mode);
        UnixFileMode during = default;
        AtomicFile.Write(
            path, stream => during = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(((FileStream)stream).SafeFileHandle));
        Assert.Equal(mode, File.GetUnixFileMode(path));
        Assert.Equal(default, during & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public void A_new_file_has_the_mode_that_others_have()
    {
        if (!OperatingSystem.IsWindows())
        {
            WriteNew(_folder["w"]);
            Assert.Equal(File.GetUnixFileMode(_folder.Write("other", "")), File.GetUnixFileMode(_folder["w"]));
        }
    }

    [Fact]
    public void A_folder_is_not_replaced()
    {
        Directory.CreateDirectory(_folder["d"]);
        string expected = $"{_folder["d"]} is a folder. Give the name of a file in it.";
        Assert.Equal(expected, Assert.Throws<IOException>(() => WriteNew(_folder["d"])).Message);
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => WriteNew(_folder["missing"] + "/")).Message);
        Assert.Equal(["d"], _folder.Names);
    }

    [Theory]
    [InlineData("mkfifo")]
    [InlineData("mknod", "c", "1", "3")]
    public void Pipes_and_devices_are_not_replaced(string program, params string[] more)
    {
        // What only an administrator may make is tried where the tests run as one.
        if (OperatingSystem.IsWindows() || !Run(program, [_folder["special"], .. more]))
        {
            return;
        }
        string path = _folder["special"];
        string expected = $"{path} is a device, a pipe or a socket, not a file: nothing was written. Give the name of a file.";
        Assert.Equal(expected, Assert.Throws<IOException>(() => WriteNew(path)).Message);
        File.CreateSymbolicLink(_folder["link"], "special");
        Assert.Contains("is a device, a pipe", Assert.Throws<IOException>(() => WriteNew(_folder["link"])).Message);
        Assert.Equal(["link", "special"], _folder.Names);
    }

    [Fact]
    public void An_empty_file_is_replaced_as_any_other()
    {
        WriteNew(_folder.Write("w", ""));
        Assert.Equal("new", File.ReadAllText(_folder["w"]));
    }

    /// <summary>False where this user may not make links, as on Windows.</summary>
    private bool Link(string name, string target)
    {
        try
        {
            File.CreateSymbolicLink(_folder[name], target);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Links_stay_and_what_they_lead_to_is_written(bool relative, bool exists)
    {
        if (!Link("chain", relative ? "link" : _folder["link"]))
        {
            return;
        }
        Directory.CreateDirectory(_folder["d"]);
        Link("link", relative ? Path.Join("d", "w") : _folder[Path.Join("d", "w")]);
        if (exists)
        {
            _folder.Write(Path.Join("d", "w"), "old");
        }
        WriteNew(_folder["chain"]);
        Assert.Equal("new", File.ReadAllText(_folder[Path.Join("d", "w")]));
        Assert.Equal(["chain", "d", "link"], _folder.Names);
        Assert.NotNull(new FileInfo(_folder["chain"]).LinkTarget);
        Assert.NotNull(new FileInfo(_folder["link"]).LinkTarget);
        Assert.Single(Directory.GetFiles(_folder["d"]));
    }

    [Fact]
    public void A_relative_link_in_a_linked_folder_starts_from_the_folder_that_is_there()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        Directory.CreateDirectory(_folder["a/b"]);
        Link("here", "a/b");
        Link("a/b/w", "../w");
        WriteNew(_folder["here/w"]);
        Assert.Equal("new", File.ReadAllText(_folder["a/w"]));
        Assert.Equal(["a", "here"], _folder.Names);
    }

    [Fact]
    public void Links_in_a_circle_are_refused()
    {
        if (Link("a", "b") && Link("b", "a"))
        {
            Assert.Throws<IOException>(() => WriteNew(_folder["a"]));
            Assert.Equal(["a", "b"], _folder.Names);
        }
    }

    [Fact]
    public void What_a_killed_process_left_is_removed_by_the_next_save_of_that_file()
    {
        Leftover("w");
        Leftover("w", 'c');
        string[] others =
        [
            Leftover("other"), Leftover("w.w"), _folder.Write("w.1234.tmp", ""), _folder.Write($"w.{new string('x', 32)}.tmp", ""),
        ];
        WriteNew(_folder["w"]);
        Assert.Equal([.. others.Append(_folder["w"]).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)], _folder.Names);
    }

    [Fact]
    public void A_link_a_pipe_or_a_folder_that_looks_like_a_leftover_is_left_alone()
    {
        string ending = new string('e', 32) + ".tmp";
        Directory.CreateDirectory(_folder[$"w.{ending}"]);
        bool linked = Link($"w.{ending.Replace('e', 'a')}", _folder.Write("aim", "aim"));
        bool piped = !OperatingSystem.IsWindows() && Run("mkfifo", _folder[$"w.{ending.Replace('e', 'f')}"]);
        WriteNew(_folder["w"]);
        Assert.Equal(3 + (linked ? 1 : 0) + (piped ? 1 : 0), _folder.Names.Length);
    }

    [Fact]
    public void A_save_leaves_the_temporary_file_of_another_that_is_still_writing()
    {
        AtomicFile.Write(_folder["w"], stream =>
        {
            stream.Write("slow"u8);
            WriteNew(_folder["w"]);
            Assert.Equal("new", File.ReadAllText(_folder["w"]));
            Assert.Equal(2, _folder.Names.Length);
        });
        Assert.Equal("slow", File.ReadAllText(_folder["w"]));
        Assert.Equal(["w"], _folder.Names);
    }

    [Fact]
    public void Saves_of_one_file_from_many_threads_leave_one_of_them_whole()
    {
        byte[][] contents = [.. Enumerable.Range(0, 4).Select(i => Enumerable.Repeat((byte)i, 5000 + i).ToArray())];
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
            AtomicFile.Write(_folder["w"], stream => stream.Write(contents[i % 4])));
        byte[] last = File.ReadAllBytes(_folder["w"]);
        Assert.Equal(contents[last[0]], last);
        Assert.Equal(["w"], _folder.Names);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        Assert.Equal(
            $"{_folder["no/w"]} was not written: the folder {_folder["no"]} does not exist. Create it first.",
            Assert.Throws<DirectoryNotFoundException>(() => WriteNew(_folder["no/w"])).Message);
        _folder.Write("file", "");
        Assert.Contains(
            $"the folder {_folder["file"]} does not exist",
            Assert.Throws<DirectoryNotFoundException>(() => WriteNew(_folder["file/w"])).Message);
    }

    [Fact]
    public void A_folder_in_which_nothing_may_be_written_is_named()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        // An administrator may write anywhere but into what is no disk.
        string folder = Environment.IsPrivilegedProcess ? "/sys" : _folder["closed"];
        if (!Environment.IsPrivilegedProcess)
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
        else if (!Directory.Exists(folder))
        {
            return;
        }
        SystemException error = Assert.ThrowsAny<SystemException>(() => WriteNew(Path.Join(folder, "w")));
        Assert.True(error is UnauthorizedAccessException or IOException, error.ToString());
        Assert.StartsWith($"{Path.Join(folder, "w")} was not written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_named_and_leaves_the_old_file()
    {
        string path = _folder.Write("w", "old");
        int code = OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28;
        IOException error = Assert.Throws<IOException>(
            () => AtomicFile.Write(path, _ => throw new IOException("No space left on device", code)));
        Assert.Equal(
            $"{path} was not written and is as it was: the disk is full (No space left on device). Free some space.", error.Message);
        Assert.Equal(code, error.HResult);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["w"], _folder.Names);
    }
}
