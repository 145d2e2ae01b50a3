namespace ILGPU;

/// <summary>The threads of a launch run one after the other, so plain updates are atomic.</summary>
public static class Atomic
{
    public static float Add(ref float target, float value)
    {
        float old = target;
        target = old + value;
        return old;
    }

    public static int Add(ref int target, int value)
    {
        int old = target;
        target = old + value;
        return old;
    }

    public static float Max(ref float target, float value)
    {
        float old = target;
        target = MathF.Max(old, value);
        return old;
    }

    public static float Min(ref float target, float value)
    {
        float old = target;
        target = MathF.Min(old, value);
        return old;
    }
}
