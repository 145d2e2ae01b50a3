using System.Reflection;
using ILGPU.Runtime.Cuda;

namespace DeepDsl.GpuBenchmarks.Conformance;

/// <summary>Runs cases one after another; their devices stay open until a case fails, since a kernel that does not compile breaks a context.</summary>
internal sealed class TestRun
{
    private static readonly Unheard s_messages = new();

    private readonly Dictionary<Type, object> _fixtures = [];

    /// <summary>Why the case failed; null where it did not.</summary>
    public Exception? Run(DeviceTest test)
    {
        try
        {
            object instance = Instance(test);
            object? result = test.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, test.Arguments, null);
            (result as Task)?.GetAwaiter().GetResult();
            (instance as IDisposable)?.Dispose();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>Opens new devices from here on. False where this process can have none any more.</summary>
    public bool Renew(Exception failure)
    {
        if (IsOfDriver(failure))
        {
            return false;
        }

        try
        {
            foreach (IDisposable fixture in _fixtures.Values.OfType<IDisposable>())
            {
                fixture.Dispose();
            }

            _fixtures.Clear();
            return true;
        }
        catch (Exception e) when (IsOfDriver(e))
        {
            return false;
        }
    }

    /// <summary>After an address out of range, for instance, every call of the driver fails in this process.</summary>
    private static bool IsOfDriver(Exception? e) => e is not null
        && (e is CudaException || IsOfDriver(e.InnerException) || (e as AggregateException)?.InnerExceptions.Any(IsOfDriver) == true);

    private object Instance(DeviceTest test)
    {
        foreach (Type fixture in test.Fixtures.Where(f => !_fixtures.ContainsKey(f)))
        {
            _fixtures[fixture] = Activator.CreateInstance(fixture, s_messages)!;
        }

        object[] arguments = [.. test.Class.GetConstructors().Single().GetParameters().Select(p => _fixtures[p.ParameterType])];
        return Activator.CreateInstance(test.Class, arguments)!;
    }
}
