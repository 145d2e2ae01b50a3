using System.Collections.Immutable;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace ILGPU;

public sealed class Context : IDisposable
{
    private Context(IEnumerable<Device> devices) => Devices = [.. devices];

    public ImmutableArray<Device> Devices { get; }

    public static Builder Create() => new();

    public static Context Create(Action<Builder> buildingCallback)
    {
        var builder = new Builder();
        buildingCallback(builder);
        return builder.ToContext();
    }

    public Device GetPreferredDevice(bool preferCPU) =>
        Devices.FirstOrDefault() ?? throw new NotSupportedException("The context has no device.");

    public void Dispose() { }

    public sealed class Builder : ContextProperties
    {
        private readonly List<Device> _devices = [];

        internal Builder() { }

        public Builder Default() => AllAccelerators();

        public Builder AllAccelerators() => this.CPU(CPUDevice.Default);

        public Builder Optimize(OptimizationLevel level)
        {
            OptimizationLevel = level;
            return this;
        }

        public Context ToContext() => new(_devices);

        internal void Register(Device device)
        {
            if (!_devices.Contains(device))
            {
                _devices.Add(device);
            }
        }
    }
}
