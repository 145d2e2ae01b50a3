using System.Runtime.ExceptionServices;

namespace DeepDsl;

/// <summary>Runs several things to their end, whatever fails: the first error is thrown, and the others are in its data.</summary>
internal sealed class FirstError(string key)
{
    private readonly List<Exception> _errors = [];

    /// <summary>What is thrown; null where nothing failed so far.</summary>
    public Exception? First => _errors.Count == 0 ? null : _errors[0];

    public void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            _errors.Add(e);
        }
    }

    /// <summary>As it was thrown, with its stack: whoever caught it before catches it still.</summary>
    public void Throw()
    {
        if (_errors.Count == 0)
        {
            return;
        }

        // Some errors of the runtime itself take no data.
        if (_errors.Count > 1 && !_errors[0].Data.IsReadOnly)
        {
            _errors[0].Data[key] = _errors.Skip(1).ToArray();
        }

        ExceptionDispatchInfo.Throw(_errors[0]);
    }
}
