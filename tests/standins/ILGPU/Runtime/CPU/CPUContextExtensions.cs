namespace ILGPU.Runtime.CPU;

public static class CPUContextExtensions
{
    public static Context.Builder CPU(this Context.Builder builder) => builder.CPU(CPUDevice.Default);

    public static Context.Builder CPU(this Context.Builder builder, CPUDevice device)
    {
        builder.Register(device);
        return builder;
    }
}
