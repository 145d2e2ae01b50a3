namespace ILGPU.Runtime;

public enum AcceleratorType { CPU, Cuda, OpenCL }
