namespace ILGPU.Runtime.OpenCL;

public static class CLContextExtensions
{
    /// <summary>Finds nothing: the stand-in reaches no GPU.</summary>
    public static Context.Builder OpenCL(this Context.Builder builder) => builder;
}
