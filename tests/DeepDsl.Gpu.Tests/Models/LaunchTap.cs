using System.Linq.Expressions;

namespace DeepDsl.Gpu.Tests;

/// <summary>Stands between a device and its launches while it is not disposed of.</summary>
internal sealed class LaunchTap : IDisposable
{
    private readonly GpuDevice _device;
    private readonly Func<Delegate, Expression[], Expression> _takes;
    private readonly Dictionary<Delegate, Delegate> _wrapped = new(ReferenceEqualityComparer.Instance);

    /// <summary>Every launch asks <paramref name="takes"/>, and is made if it doesn't.</summary>
    public LaunchTap(GpuDevice device, Func<bool> takes)
        : this(device, (_, _) => Expression.Invoke(Expression.Constant(takes)))
    {
    }

    /// <summary>The same with the launcher and its arguments.</summary>
    public LaunchTap(GpuDevice device, Func<Delegate, object[], bool> takes)
        : this(device, (launcher, arguments) => Expression.Invoke(
            Expression.Constant(takes), Expression.Constant(launcher, typeof(Delegate)),
            Expression.NewArrayInit(typeof(object), arguments.Select(a => Expression.Convert(a, typeof(object))))))
    {
    }

    private LaunchTap(GpuDevice device, Func<Delegate, Expression[], Expression> takes)
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
            var body = Expression.IfThen(Expression.Not(_takes(launcher, parameters)), made);
            _wrapped[launcher] = wrapped = Expression.Lambda(launcher.GetType(), body, parameters).Compile();
        }

        return wrapped;
    }
}
