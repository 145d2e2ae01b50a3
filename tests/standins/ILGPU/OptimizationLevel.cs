namespace ILGPU;

public enum OptimizationLevel
{
    Debug = 0,
    Release = 1,
    O0 = Debug,
    O1 = Release,
    O2 = 2,
}
