namespace ILGPU;

public interface IStride1D;
