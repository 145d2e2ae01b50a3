using DeepDsl.Compiler.Spec;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>
/// Where a function is nearly linear or nearly zero, its plain formula cancels: exp(x) - 1 has one good digit at 1e-6. What is emitted keeps
/// all digits, at every width. (Other conformance tests compare with the largest value of a tensor, which hides this.)
/// </summary>
public sealed class SmallArgumentTests
{
    private const double Tolerance = 1e-6;

    private const double Scale = 1.0507009873554804934193349852946;

    private static readonly Dictionary<string, Func<double, double>> Activations = new()
    {
        ["ELU"] = x => x > 0 ? x : ExpMinusOne(x),
        ["ELU(Alpha = 0.3)"] = x => x > 0 ? x : 0.3 * ExpMinusOne(x),
        ["SELU"] = x => Scale * (x > 0 ? x : 1.6732632423543772848170429916717 * ExpMinusOne(x)),
    };

    /// <summary>By prediction, of the target 0: value and derivative.</summary>
    private static readonly Dictionary<string, Func<double, (double Value, double Derivative)>> Losses = new()
    {
        ["LogCosh"] = x => (LogOnePlus(2 * Math.Pow(Math.Sinh(x / 2), 2)), Math.Tanh(x)),
        ["BinaryCrossEntropy"] = x => (-LogOnePlus(-x), 1 / (1 - x)),
    };

    private static readonly float[] Magnitudes = [1e-30f, 1e-10f, 3e-8f, 1e-7f, 2e-6f, 1e-5f, 1e-4f, 3e-3f, 0.02f, 0.1f, 0.4f, 0.9f];

    private static readonly Lazy<CompiledModels> Models = new(() =>
        new CompiledModels("SmallArguments", [.. Activations.Keys.Select(Activation), .. Losses.Keys.Select(Loss)]));

    public static TheoryData<string> ActivationNames => [.. Activations.Keys];

    public static TheoryData<string> LossNames => [.. Losses.Keys];

    [Theory]
    [MemberData(nameof(ActivationNames))]
    public void Activations_keep_their_digits_near_zero(string name)
    {
        NetworkDefinition definition = Models.Value.Definition(Activation(name));
        float[] x = [.. Magnitudes.Select(m => -m), .. Magnitudes];
        foreach ((string width, NetworkProgram predict) in Widths(definition.Predict))
        {
            TestFrame frame = new(definition, definition.InferencePlan, x.Length, chunks: 1);
            x.CopyTo(frame.ArenaSpan(definition.InferencePlan.Inputs[0], x.Length));
            predict(frame);
            float[] y = frame.ArenaSpan(definition.InferencePlan.Outputs[0], x.Length).ToArray();
            Assert.All(x.Zip(y), pair => Close(Activations[name](pair.First), pair.Second, $"{name}({pair.First:R}) at {width}"));
        }
    }

    [Theory]
    [MemberData(nameof(LossNames))]
    public void Losses_keep_their_digits_near_zero(string name)
    {
        NetworkDefinition definition = Models.Value.Definition(Loss(name));
        PlanDefinition plan = definition.TrainingPlan;
        foreach (float x in Magnitudes.Where(m => m > 1e-15f)) // whose squares are floats
        {
            (double value, double derivative) = Losses[name](x);
            foreach ((string width, NetworkProgram loss) in Widths(definition.Loss[0]!))
            {
                TestFrame frame = new(definition, plan, 1, chunks: 1);
                frame.ArenaSpan(plan.Outputs[0], 1)[0] = x;
                frame.ArenaSpan(plan.Targets[0], 1)[0] = 0;
                frame.ArenaSpan(plan.SampleWeights, 1)[0] = 1;
                loss(frame);
                Close(value, frame.FixedAt(plan.Loss), $"{name} of {x:R} at {width}");
                Close(derivative, frame.ArenaSpan(plan.OutputGradients[0], 1)[0], $"derivative of {name} of {x:R} at {width}");
            }
        }
    }

    private static ModelSpec Activation(string name) => Spec("A" + Activations.Keys.ToList().IndexOf(name), name);

    private static ModelSpec Loss(string name) =>
        Spec(name, "Identity") with { Settings = new[] { SpecReader.ReadAttribute($"Loss(Kind = Loss.{name})") } };

    private static ModelSpec Spec(string name, string layer) =>
        new() { Name = name, Layers = new[] { SpecReader.ReadAttribute("Input(Shape = [1])"), SpecReader.ReadAttribute(layer) } };

    private static IEnumerable<(string Width, NetworkProgram Program)> Widths(ProgramSet set) =>
        [("512", set.Simd512), ("256", set.Simd256), ("128", set.Simd128), ("scalar", set.Scalar)];

    private static void Close(double expected, float actual, string what) =>
        Assert.True(Math.Abs(actual - expected) <= Tolerance * Math.Abs(expected), $"{what}: expected {expected:R}, found {actual:R}.");

    private static double ExpMinusOne(double x) => 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);

    private static double LogOnePlus(double x) => Math.Abs(x) < 1e-5 ? x - (x * x / 2) + (x * x * x / 3) : Math.Log(1 + x);
}
