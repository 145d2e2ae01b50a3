using System.Runtime.CompilerServices;

namespace VerifyXunit;

/// <summary>A comparison that runs when it is awaited, so that its settings may still be given.</summary>
public sealed class SettingsTask(string target, string directory, string name)
{
    private string _parameters = "";
    private string _name = name;

    /// <summary>The values of a theory's case, which become part of the snapshot's name.</summary>
    public SettingsTask UseParameters(params object?[] parameters)
    {
        _parameters = string.Concat(parameters.Select(p => "_" + p));
        return this;
    }

    /// <summary>A name in place of that of the class and the method.</summary>
    public SettingsTask UseFileName(string fileName)
    {
        _name = fileName;
        return this;
    }

    public Task ToTask() => Task.Run(() => Snapshot.Compare(target, Path.Combine(directory, _name + _parameters)));

    public TaskAwaiter GetAwaiter() => ToTask().GetAwaiter();

    public static implicit operator Task(SettingsTask task) => task.ToTask();
}
