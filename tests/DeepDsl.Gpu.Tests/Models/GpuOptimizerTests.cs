using DeepDsl.Compiler.Optimizers;
using DeepDsl.Compiler.Tests.Optimizers;
using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu.Tests;

public sealed class GpuOptimizerTests(GpuDevices devices) : GpuTest(devices)
{
    /// <summary>A parameter of size 1, one of several rows, one that will be frozen; gaps between them as the layout leaves them.</summary>
    private static readonly ParameterDefinition[] Parameters =
    [
        TestDefinition.Parameter("bias", [1], 0),
        TestDefinition.Parameter("dense.weight", [11, 3], 16),
        TestDefinition.Parameter("frozen.weight", [20], 64),
    ];

    private static readonly ParameterTreatment[] Treatments = [new(true, false), new(true, true), new(false, true)];

    private const int Count = 96;

    public static TheoryData<int, Optimizer> Rules
    {
        get
        {
            var data = new TheoryData<int, Optimizer>();
            foreach (int groupSize in (int[])[16, 256])
            {
                foreach (var kind in Enum.GetValues<Optimizer>())
                {
                    data.Add(groupSize, kind);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Update_FollowsTheFormula(int groupSize, Optimizer kind)
    {
        using var model = new Model(Open(groupSize), Parameters);
        float[] weights = Within(Parameters, Random(Count, 21));
        weights.CopyTo(model.Buffers.Weights.Edit());
        double[] expected = [.. weights];
        var formula = new OptimizerRun(OptimizerTable.Find(kind.ToString())!, Settings(Step(kind, 1)), expected);

        for (int step = 1; step <= 4; step++)
        {
            float[] gradient = Within(Parameters, Random(Count, 30 + step));
            gradient.CopyTo(model.Buffers.Gradients.Edit());
            model.Update(Step(kind, step));
            formula.Step([.. gradient], i => Treatment(i < 16 ? 0 : i < 64 ? 1 : 2));
        }

        float[] actual = model.Buffers.Weights.Read().ToArray();
        AssertClose(expected, actual, steps: 64, scale: 0.1);
        Assert.Equal(weights[64..84], actual[64..84]);
        Assert.NotEqual(weights[16..49], actual[16..49]);
    }

    /// <summary>Each parameter moves as all would at its own rate and decay.</summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void Update_GivesEachParameterItsRate(int groupSize, Optimizer kind)
    {
        using var model = new Model(Open(groupSize), Parameters);
        ParameterTreatment[] treatments = [new(true, true, 0.25), new(true, true, 3, 0.5), new(true, true)];
        float[] weights = Within(Parameters, Random(Count, 21));
        weights.CopyTo(model.Buffers.Weights.Edit());
        float[][] gradients = [.. Enumerable.Range(1, 3).Select(step => Within(Parameters, Random(Count, 30 + step)))];
        for (int step = 1; step <= 3; step++)
        {
            gradients[step - 1].CopyTo(model.Buffers.Gradients.Edit());
            model.Update(Step(kind, step) with { Parameters = treatments });
        }

        float[] actual = model.Buffers.Weights.Read().ToArray();
        for (int p = 0; p < Parameters.Length; p++)
        {
            double[] expected = [.. weights];
            var formula = new OptimizerRun(OptimizerTable.Find(kind.ToString())!, Settings(treatments[p].Of(Step(kind, 1))), expected);
            foreach (float[] gradient in gradients)
            {
                formula.Step([.. gradient], _ => (true, true));
            }

            Range part = (int)Parameters[p].Offset..((int)Parameters[p].Offset + Parameters[p].Length);
            AssertClose(expected[part], actual[part], steps: 64, scale: 0.1);
        }
    }

    [Theory]
    [InlineData(16, 1)]
    [InlineData(16, 300)]
    [InlineData(256, 300)]
    [InlineData(256, 10_007)]
    public void ClipNorm_ScalesTheStepByTheCommonNorm(int groupSize, int count)
    {
        int offset = (count + 15) / 16 * 16;
        using var model = new Model(
            Open(groupSize), TestDefinition.Parameter("a", [count], 0), TestDefinition.Parameter("b", [5], offset),
            TestDefinition.Parameter("frozen", [16], offset + 16));
        float[] gradient = Random(offset + 32, 41);
        gradient.CopyTo(model.Buffers.Gradients.Edit());
        double norm = Math.Sqrt(gradient.Take(count).Concat(gradient.Skip(offset).Take(5)).Sum(g => (double)g * g));

        model.Update(Step(Optimizer.SGD, 1) with
        {
            LearningRate = 1,
            WeightDecay = 0,
            ClipNorm = norm / 2,
            Parameters = [new(true, true), new(true, true), new(false, true)],
        });

        float[] weights = model.Buffers.Weights.Read().ToArray();
        AssertClose([.. gradient.Take(count).Select(g => -g / 2d)], weights[..count], steps: 64, scale: 1);
        AssertClose([.. gradient.Skip(offset).Take(5).Select(g => -g / 2d)], weights[offset..(offset + 5)], steps: 64, scale: 1);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(256)]
    public void AllClips_ActInTheirOrder(int groupSize)
    {
        using var model = new Model(Open(groupSize), TestDefinition.Parameter("a", [40], 0), TestDefinition.Parameter("b", [16], 48));
        float[] gradient = [.. Random(64, 43).Select(g => 10 * g)];
        gradient.CopyTo(model.Buffers.Gradients.Edit());

        model.Update(Step(Optimizer.SGD, 1) with
        {
            LearningRate = 1,
            WeightDecay = 0,
            ClipValue = 4,
            ClipNormPerParameter = 12,
            ClipNorm = 13,
            Parameters = [new(true, true), new(true, true)],
        });

        double[] a = Bounded([.. gradient[..40].Select(g => Math.Clamp(g, -4d, 4d))], 12);
        double[] b = Bounded([.. gradient[48..].Select(g => Math.Clamp(g, -4d, 4d))], 12);
        double[] all = Bounded([.. a, .. b], 13);
        float[] weights = model.Buffers.Weights.Read().ToArray();
        AssertClose([.. all.Select(g => -g)], [.. weights[..40], .. weights[48..64]], steps: 64, scale: 1);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(256)]
    public void Noise_IsThatOfTheCpuBehindTheBounds(int groupSize)
    {
        using var model = new Model(Open(groupSize), TestDefinition.Parameter("a", [40], 0), TestDefinition.Parameter("b", [16], 48));
        float[] gradient = Random(64, 45);
        gradient.CopyTo(model.Buffers.Gradients.Edit());

        model.Update(Step(Optimizer.SGD, 1) with
        {
            LearningRate = 1,
            WeightDecay = 0,
            ClipValue = 0.5,
            ClipNorm = 1,
            Noise = new(0.7, Key: 12345),
            Parameters = [new(true, true), new(true, true)],
        });

        float[] clipped = [.. gradient.Select((g, i) => i is >= 40 and < 48 ? 0 : Math.Clamp(g, -0.5f, 0.5f))];
        double[] bounded = Bounded([.. clipped.Select(g => (double)g)], 1);
        double[] expected = [.. bounded.Select((g, i) => -(g + (0.7 * CounterRandom.Normal(12345, (uint)i))))];
        float[] weights = model.Buffers.Weights.Read().ToArray();
        AssertClose(expected[..40], weights[..40], steps: 64, scale: 1);
        AssertClose(expected[48..], weights[48..64], steps: 64, scale: 1);
    }

    [Fact]
    public void GradientsBelowEveryLimit_AreNotTouched()
    {
        using var model = new Model(Open(256), Parameters);
        float[] gradient = Random(Count, 44);
        gradient.CopyTo(model.Buffers.Gradients.Edit());

        model.Update(Step(Optimizer.SGD, 1) with
        {
            LearningRate = 1,
            WeightDecay = 0,
            ClipValue = 9,
            ClipNormPerParameter = 99,
            ClipNorm = 99,
        });

        Assert.Equal(gradient[16..49].Select(g => -g), model.Buffers.Weights.Read()[16..49].ToArray());
        Assert.Equal(gradient, model.Buffers.Gradients.Read().ToArray());
    }

    [Theory]
    [InlineData(16)]
    [InlineData(256)]
    public void Penalty_AddsUpOverParameters(int groupSize)
    {
        using var model = new Model(Open(groupSize), Penalised);
        float[] weights = Random(5040, 45);
        weights.CopyTo(model.Buffers.Weights.Edit());

        double expected = weights[..5000].Sum(w => 0.25 * Math.Abs(w) + 0.5 * w * w) + weights[5008..5018].Sum(w => 2.0 * w * w);
        AssertClose([expected], [model.Penalty()], steps: 64, scale: 0);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(256)]
    public void PenaltyGradients_ReachTrainedParametersAlone(int groupSize)
    {
        using var model = new Model(Open(groupSize), Penalised);
        float[] weights = Random(5040, 46);
        float[] gradients = Random(5040, 47);
        weights[7] = 0;
        weights.CopyTo(model.Buffers.Weights.Edit());
        gradients.CopyTo(model.Buffers.Gradients.Edit());

        model.Optimizer.AddPenaltyGradients();

        double[] expected = [.. gradients];
        for (int i = 0; i < 5000; i++)
        {
            expected[i] += 0.25 * Math.Sign(weights[i]) + weights[i];
        }

        AssertClose(expected, model.Buffers.Gradients.Read().ToArray(), steps: 4, scale: 1);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(256)]
    public void MaxNorm_BoundsTheWeightsIntoEachUnit(int groupSize)
    {
        var bounded = TestDefinition.Parameter("dense.weight", [7, 20], 0) with { MaxNorm = 1.5f };
        using var model = new Model(Open(groupSize), bounded, TestDefinition.Parameter("free", [20], 144));
        float[] weights = Random(164, 48);
        weights.CopyTo(model.Buffers.Weights.Edit());

        model.Update(Step(Optimizer.SGD, 1) with { LearningRate = 0, Parameters = [new(true, true), new(true, true)] });

        double[] expected = [.. weights];
        for (int unit = 0; unit < 20; unit++)
        {
            double norm = Math.Sqrt(Enumerable.Range(0, 7).Sum(row => Math.Pow(weights[row * 20 + unit], 2)));
            for (int row = 0; norm > 1.5 && row < 7; row++)
            {
                expected[row * 20 + unit] *= 1.5 / norm;
            }
        }

        AssertClose(expected, model.Buffers.Weights.Read()[..164].ToArray(), steps: 8, scale: 1);
    }

    private static ParameterDefinition[] Penalised =>
    [
        TestDefinition.Parameter("dense.weight", [500, 10], 0) with { L1 = 0.25f, L2 = 0.5f },
        TestDefinition.Parameter("fixed", [10], 5008) with { L2 = 2, Trainable = false },
        TestDefinition.Parameter("free", [3], 5024),
    ];

    private static double[] Bounded(double[] values, double limit)
    {
        double factor = Math.Min(1, limit / (Math.Sqrt(values.Sum(v => v * v)) + 1e-6));
        return [.. values.Select(v => v * factor)];
    }

    /// <summary>Zero between the parameters, as the runtime keeps it.</summary>
    private static float[] Within(ParameterDefinition[] parameters, float[] values) =>
        [.. values.Select((v, i) => parameters.Any(p => i >= p.Offset && i < p.Offset + p.Length) ? v : 0)];

    private static (bool Moves, bool Decays) Treatment(int parameter) => (Treatments[parameter].Moves, Treatments[parameter].Decays);

    private static Dictionary<string, double> Settings(OptimizerStep step) => new()
    {
        [nameof(step.LearningRate)] = step.LearningRate,
        [nameof(step.WeightDecay)] = step.WeightDecay,
        [nameof(step.Momentum)] = step.Momentum,
        [nameof(step.Beta1)] = step.Beta1,
        [nameof(step.Beta2)] = step.Beta2,
        [nameof(step.Rho)] = step.Rho,
        [nameof(step.Epsilon)] = step.Epsilon,
    };

    private static OptimizerStep Step(Optimizer kind, long step) => new()
    {
        Optimizer = kind,
        Step = step,
        LearningRate = 0.05,
        WeightDecay = 0.1,
        Momentum = 0.8,
        Beta1 = 0.9,
        Beta2 = 0.999,
        Rho = 0.9,
        // Adadelta's first step is of this size: with 1e-8 it would not leave the tolerance.
        Epsilon = kind == Optimizer.Adadelta ? 1e-3 : 1e-8,
        NAdam = new(
            OptimizerRun.NAdamMomentum(0.9, step), OptimizerRun.NAdamMomentum(0.9, step + 1),
            Enumerable.Range(1, (int)step).Aggregate(1.0, (product, s) => product * OptimizerRun.NAdamMomentum(0.9, s))),
        ClipValue = 0,
        ClipNormPerParameter = 0,
        ClipNorm = 0,
        Parameters = Treatments,
    };

    private sealed class Model : IDisposable
    {
        private readonly GpuDevice _device;

        public Model(GpuDevice device, params ParameterDefinition[] parameters)
        {
            _device = device;
            var definition = TestDefinition.Of(parameters);
            Buffers = new(device, definition);
            Optimizer = new(device, definition, Buffers);
        }

        public GpuBuffers Buffers { get; }
        public GpuOptimizer Optimizer { get; }

        public void Update(in OptimizerStep step)
        {
            Optimizer.Prepare(step);
            Optimizer.Update(step);
        }

        public float Penalty()
        {
            Optimizer.FindPenalty();
            float[] value = new float[1];
            _device.Read(Optimizer.Penalty, value);
            return value[0];
        }

        public void Dispose()
        {
            Optimizer.Dispose();
            Buffers.Dispose();
        }
    }
}
