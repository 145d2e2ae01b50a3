namespace ILGPU.Runtime.Cuda;

public static class CudaContextExtensions
{
    /// <summary>Finds nothing: the stand-in reaches no GPU.</summary>
    public static Context.Builder Cuda(this Context.Builder builder) => builder;
}
