using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DeepDsl;

/// <summary>Options of the form <c>--name value</c> and <c>--flag</c>; anything else ends the program with a list of them.</summary>
internal sealed class CommandLine
{
    private readonly Dictionary<string, string> _values = [];

    /// <param name="args">The arguments of the program.</param>
    /// <param name="valued">Names of the options that take a value.</param>
    /// <param name="flags">Names of the options that take none.</param>
    public CommandLine(string[] args, string[] valued, string[] flags)
    {
        for (int i = 0; i < args.Length; i++)
        {
            if (flags.Contains(args[i]))
            {
                _values[args[i]] = "";
            }
            else if (valued.Contains(args[i]) && i + 1 < args.Length)
            {
                _values[args[i]] = args[++i];
            }
            else
            {
                Fail($"'{args[i]}' is not understood; the options are "
                    + $"{string.Join(", ", [.. valued.Select(v => v + " <value>"), .. flags])}.");
            }
        }
    }

    public bool Has(string flag) => _values.ContainsKey(flag);

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public int Integer(string name, int standard) => Text(name) is not { } text ? standard
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value
        : Fail($"{name} takes a whole number, found '{text}'.");

    /// <summary>A file to write, whose folder must be there already: who waited for a long run wants what came of it.</summary>
    public string NewFile(string name, string standard)
    {
        string path = Text(name) ?? standard;
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
        {
            Fail($"{name} takes a file in a folder that is there, found '{path}'.");
        }

        return path;
    }

    /// <summary>What <c>--device</c> chooses: cpu, gpu, gpu:1, gpu:H100 or best; null, which is the CPU, without it.</summary>
    public Device? Device()
    {
        try
        {
            return Text("--device") is { } choice ? DeepDsl.Device.Choose(choice) : null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            Fail(e.Message);
            return null;
        }
    }

    /// <summary>A line whose numbers are written as everywhere, whatever the country of the machine.</summary>
    public static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends the program with a message in place of a stack trace.</summary>
    [DoesNotReturn]
    public static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        Environment.Exit(1);
        throw new InvalidOperationException(message);
    }
}
