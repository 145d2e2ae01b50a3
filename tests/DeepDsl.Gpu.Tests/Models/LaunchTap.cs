using System.Linq.Expressions;

namespace DeepDsl.Gpu.Tests;

/// <summary>Stands between a device and its launches while it is not disposed of.</summary>
internal sealed class LaunchTap : IDisposable
{
    private readonly GpuDevice _device;
    private readonly Func<bool> _takes;
    private readonly Dictionary<Delegate, Delegate> _wrapped = new(ReferenceEqualityComparer.Instance);

    /// <summary>Every launch asks <paramref name="takes"/>, and is made if it doesn't.</summary>
    public LaunchTap(GpuDevice device, Func<bool> takes)
    {
        _device = device;
        _takes = takes;
        device.Kernels.Around = Wrap;
    }

    public void Dispose() => _device.Kernels.Around = null;

    private Delegate Wrap(Delegate launcher)
    {
        if (!_wrapped.TryGetValue(launcher, out var wrapped))
        {
            var parameters = launcher.GetType().GetMethod("Invoke")!.GetParameters().Select(p => Expression.Parameter(p.ParameterType)).ToArray();
            var made = Expression.Invoke(Expression.Constant(launcher, launcher.GetType()), parameters);
            var body = Expression.IfThen(Expression.Not(Expression.Invoke(Expression.Constant(_takes))), made);
            _wrapped[launcher] = wrapped = Expression.Lambda(launcher.GetType(), body, parameters).Compile();
        }

        return wrapped;
    }
}
