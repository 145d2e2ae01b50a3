namespace ILGPU.Algorithms;

public static class XMath
{
    public const float PI = MathF.PI;

    public static float Abs(float value) => MathF.Abs(value);
    public static int Abs(int value) => Math.Abs(value);
    public static float Min(float first, float second) => MathF.Min(first, second);
    public static int Min(int first, int second) => Math.Min(first, second);
    public static float Max(float first, float second) => MathF.Max(first, second);
    public static int Max(int first, int second) => Math.Max(first, second);
    public static float Clamp(float value, float min, float max) => MathF.Max(MathF.Min(value, max), min);
    public static int Clamp(int value, int min, int max) => Math.Max(Math.Min(value, max), min);
    public static float Floor(float value) => MathF.Floor(value);
    public static float Ceiling(float value) => MathF.Ceiling(value);
    public static float Round(float value) => MathF.Round(value);
    public static float Truncate(float value) => MathF.Truncate(value);
    public static int Sign(float value) => value < 0 ? -1 : value > 0 ? 1 : 0;
    public static bool IsNaN(float value) => float.IsNaN(value);
    public static bool IsInfinity(float value) => float.IsInfinity(value);
    public static bool IsFinite(float value) => float.IsFinite(value);
    public static float Exp(float value) => MathF.Exp(value);
    public static float Exp2(float value) => MathF.Pow(2, value);
    public static float Log(float value) => MathF.Log(value);
    public static float Log2(float value) => MathF.Log2(value);
    public static float Pow(float @base, float exp) => MathF.Pow(@base, exp);
    public static float Sqrt(float value) => MathF.Sqrt(value);
    public static float Rsqrt(float value) => 1 / MathF.Sqrt(value);
    public static float Rcp(float value) => 1 / value;
    public static float Sin(float value) => MathF.Sin(value);
    public static float Cos(float value) => MathF.Cos(value);
    public static float Tan(float value) => MathF.Tan(value);
    public static float Tanh(float value) => MathF.Tanh(value);
    public static float Sinh(float value) => MathF.Sinh(value);
    public static float Cosh(float value) => MathF.Cosh(value);
    public static float Atan(float value) => MathF.Atan(value);
}
