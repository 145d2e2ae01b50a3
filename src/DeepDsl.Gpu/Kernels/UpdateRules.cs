using ILGPU.Algorithms;

namespace DeepDsl.Gpu.Kernels;

internal readonly struct SgdRule : IUpdateRule
{
    public static int Slots => 0;
    public static bool DecaysWeights => false;

    public static float Change(float gradient, ref float first, ref float second, UpdateSettings settings) => settings.Rate * gradient;
}

internal readonly struct MomentumRule : IUpdateRule
{
    public static int Slots => 1;
    public static bool DecaysWeights => false;

    public static float Change(float gradient, ref float first, ref float second, UpdateSettings settings)
    {
        first = settings.Momentum * first + gradient;
        return settings.Rate * first;
    }
}

internal readonly struct NesterovRule : IUpdateRule
{
    public static int Slots => 1;
    public static bool DecaysWeights => false;

    public static float Change(float gradient, ref float first, ref float second, UpdateSettings settings)
    {
        first = settings.Momentum * first + gradient;
        return settings.Rate * (gradient + settings.Momentum * first);
    }
}

internal readonly struct AdagradRule : IUpdateRule
{
    public static int Slots => 1;
    public static bool DecaysWeights => false;

    public static float Change(float gradient, ref float first, ref float second, UpdateSettings settings)
    {
        first += gradient * gradient;
        return settings.Rate * gradient / (XMath.Sqrt(first) + settings.Epsilon);
    }
}

/// <summary>first: mean square of the gradient; second: mean square of the change.</summary>
internal readonly struct AdadeltaRule : IUpdateRule
{
    public static int Slots => 2;
    public static bool DecaysWeights => false;

    public static float Change(float gradient, ref float first, ref float second, UpdateSettings settings)
    {
        first = settings.Rho * first + settings.RhoRest * gradient * gradient;
        float change = XMath.Sqrt(second + settings.Epsilon) / XMath.Sqrt(first + settings.Epsilon) * gradient;
        second = settings.Rho * second + settings.RhoRest * change * change;
        return settings.Rate * change;
    }
}

internal readonly struct RmsPropRule : IUpdateRule
{
    public static int Slots => 1;
    public static bool DecaysWeights => false;

    public static float Change(float gradient, ref float first, ref float second, UpdateSettings settings)
    {
        first = settings.Rho * first + settings.RhoRest * gradient * gradient;
        return settings.Rate * gradient / (XMath.Sqrt(first) + settings.Epsilon);
    }
}

internal readonly struct AdamRule : IUpdateRule
{
    public static int Slots => 2;
    public static bool DecaysWeights => false;

    public static float Change(float gradient, ref float first, ref float second, UpdateSettings settings) =>
        AdamMoments.Change(gradient, ref first, ref second, settings);
}

internal readonly struct AdamWRule : IUpdateRule
{
    public static int Slots => 2;
    public static bool DecaysWeights => true;

    public static float Change(float gradient, ref float first, ref float second, UpdateSettings settings) =>
        AdamMoments.Change(gradient, ref first, ref second, settings);
}

/// <summary>Adam whose momentum looks one step ahead: the gradient enters beside the first moment, each with its own correction.</summary>
internal readonly struct NAdamRule : IUpdateRule
{
    public static int Slots => 2;
    public static bool DecaysWeights => false;

    public static float Change(float gradient, ref float first, ref float second, UpdateSettings settings) =>
        AdamMoments.Change(gradient, ref first, ref second, settings);
}

internal readonly struct LionRule : IUpdateRule
{
    public static int Slots => 1;
    public static bool DecaysWeights => true;

    public static float Change(float gradient, ref float first, ref float second, UpdateSettings settings)
    {
        float direction = settings.Beta1 * first + settings.Beta1Rest * gradient;
        first = settings.Beta2 * first + settings.Beta2Rest * gradient;
        return direction > 0 ? settings.Rate : direction < 0 ? -settings.Rate : 0;
    }
}

/// <summary>Adam, AdamW and NAdam differ in decay and in the two rates, which the host computes; GradientRate is 0 but for NAdam.</summary>
internal static class AdamMoments
{
    public static float Change(float gradient, ref float first, ref float second, UpdateSettings settings)
    {
        first = settings.Beta1 * first + settings.Beta1Rest * gradient;
        second = settings.Beta2 * second + settings.Beta2Rest * gradient * gradient;
        float scale = XMath.Sqrt(second) * settings.SecondCorrection + settings.Epsilon;
        return (settings.GradientRate * gradient + settings.MomentRate * first) / scale;
    }
}
