namespace ILGPU;

public interface IIndex;
