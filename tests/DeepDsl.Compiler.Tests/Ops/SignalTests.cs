using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops.Signals;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Ops;

public sealed class SignalTests
{
    [Theory]
    [InlineData("Input(Shape = [8191])", "FFT()",
        "TooLarge at : FFT (layer 1) transforms 8191 numbers, of which at most 16384 can be transformed, and these by divisors near their root "
        + "alone; take 8190.")]
    [InlineData("Input(Shape = [5, 3])", "InverseFFT()",
        "WrongRank at : InverseFFT (layer 1) needs real and imaginary parts [.., Frequencies, 2], but Input \"input\" gives [5, 3]; [FFT] makes them.")]
    [InlineData("Input(Shape = [5, 2])", "InverseFFT(Size = 10)",
        "ArgumentRange at Size: InverseFFT(Size = 10) (layer 1) has Size = 10, but Input \"input\" gives 5 frequencies, which are those of 8 or 9 "
        + "numbers; write Size = 9, or Size = 8.")]
    [InlineData("Input(Shape = [400, 1])", "STFT(Size = 64)",
        "ArgumentRange at Size: STFT(64) (layer 1) has Size = 64, which takes signals of at least 33 numbers along the last dimension, but Input "
        + "\"input\" gives [400, 1]; bring them there with [Reshape(400)].")]
    [InlineData("Input(Shape = [400])", "STFT(Size = 256, Hop = 2)",
        "ArgumentRange at Hop: STFT(256, Hop = 2) (layer 1) has Hop = 2, of which there are more than 64 in a Size of 256; take 4 or more.")]
    [InlineData("Input(Shape = [400])", "MelSpectrogram(Size = 64, SampleRate = 8000, MaxFrequency = 5000)",
        "ArgumentRange at MaxFrequency: MelSpectrogram(64, SampleRate = 8000, MaxFrequency = 5000) (layer 1) has bands from 0 to 5000, which must "
        + "rise, and end at half of SampleRate = 8000 or before.")]
    [InlineData("Input(Shape = [9, 2])", "SpectralFilter(Modes = 6)",
        "ArgumentRange at Modes: SpectralFilter(Modes = 6) (layer 1) has Modes = 6, but the 9 steps that Input \"input\" gives have 5 "
            + "frequencies; write Modes = 5.")]
    public void One_mistake_gives_one_message(string input, string layer, string expected)
    {
        Problem problem = Assert.Single(Problems(input, layer));
        Assert.Equal(expected, $"{problem.Kind} at {problem.Argument}: {problem.Message}");
    }

    /// <summary>Of the two sizes that have so many frequencies, one may have divisors that are too large, or both.</summary>
    [Theory]
    [InlineData(4096, 8191, "Set Size = 8190", "take 8190.")]
    [InlineData(1584, 3166, "", "give it other frequencies.")]
    public void A_size_that_is_offered_is_taken(int frequencies, int size, string remedies, string end)
    {
        Problem problem = Assert.Single(Problems($"Input(Shape = [{frequencies}, 2])", $"InverseFFT(Size = {size})"));
        Assert.Equal(ProblemKind.TooLarge, problem.Kind);
        Assert.EndsWith(end, problem.Message);
        Assert.Equal(remedies, string.Join("; ", problem.Remedies));
    }

    [Theory]
    [InlineData(5, "Set Size = 9; Set Size = 8")]
    [InlineData(1, "Set Size = 1")]
    [InlineData(4096, "Set Size = 8190")]
    [InlineData(1584, "")]
    public void Sizes_that_have_as_many_frequencies_are_offered(int frequencies, string remedies)
    {
        Problem problem = Assert.Single(Problems($"Input(Shape = [{frequencies}, 2])", "InverseFFT(Size = 12)"));
        Assert.Equal(ProblemKind.ArgumentRange, problem.Kind);
        Assert.Equal(remedies, string.Join("; ", problem.Remedies));
    }

    /// <summary>A wave that goes through the numbers a whole number of times is one frequency, and comes back.</summary>
    [Theory]
    [InlineData(64, 5, false)]
    [InlineData(64, 5, true)] // one product
    [InlineData(360, 171, true)] // two
    [InlineData(1021, 200, true)] // a prime: one, however many
    public void A_wave_is_one_frequency(int count, int frequency, bool byProducts)
    {
        Graph g = new();
        Node x = g.Input("x", new Shape(1, count));
        Node y = Transforms.OfLast(x);
        Node again = Transforms.ToLast(y, count);
        IReadOnlyList<Node> results = byProducts ? Legalize.Run(g, [y, again], Target.Gpu) : [y, again];
        Assert.Equal(!byProducts, Reachability.From(results).Any(n => n is FourierNode));
        double[] wave = [.. Enumerable.Range(0, count).Select(i => Math.Cos((2 * Math.PI * frequency * i / count) + 0.3))];
        Interpreter run = new(1, _ => new Tensor([1, count], wave));
        double[] found = run.Evaluate(results[0]).Values;
        for (int k = 0; k <= count / 2; k++)
        {
            Assert.Equal(k == frequency ? count / 2.0 * Math.Cos(0.3) : 0, found[2 * k], 1e-8);
            Assert.Equal(k == frequency ? count / 2.0 * Math.Sin(0.3) : 0, found[(2 * k) + 1], 1e-8);
        }

        double[] back = run.Evaluate(results[1]).Values;
        Assert.All(Enumerable.Range(0, count), i => Assert.Equal(wave[i], back[i], 1e-10));
    }

    /// <summary>A CPU has few channels as rows, a GPU has products of all: the values are those of the transform.</summary>
    [Theory]
    [InlineData(12, 3)]
    [InlineData(9, 8)]
    [InlineData(110, 2)]
    public void Legal_forms_compute_the_same(int count, int channels)
    {
        foreach (FourierForm form in new[] { false, true }.SelectMany(b => new[] { false, true }.Select(w => new FourierForm(count, b, w))))
        {
            Graph g = new();
            Shape shape = form.IsBackward ? new Shape(Dim.N, form.Frequencies, 2, channels) : new Shape(Dim.N, count, channels);
            Node y = g.Fourier(g.Input("x", shape), form);
            Random random = new(count);
            int[] sizes = [.. shape.Select(d => (int)d.Evaluate(_ => 2))];
            Tensor x = new(sizes, [.. Enumerable.Range(0, sizes.Aggregate((a, b) => a * b)).Select(_ => random.NextDouble() - 0.5)]);
            Interpreter run = new(2, _ => x);
            double[] expected = run.Evaluate(y).Values;
            foreach (Target target in new[] { Target.Cpu, Target.Gpu })
            {
                Node legal = Legalize.Run(g, [y], target)[0];
                Assert.Equal(y.Shape, legal.Shape);
                double[] found = run.Evaluate(legal).Values;
                Assert.All(expected.Zip(found), v => Assert.Equal(v.First, v.Second, 1e-10));
            }
        }
    }

    /// <summary>11 and 13 are transformed as they are; 31 by two transforms of at least twice as many; odd numbers are not halved.</summary>
    [Theory]
    [InlineData(4096, 0)]
    [InlineData(22, 0)]
    [InlineData(62, 64)]
    [InlineData(1021, 2048)]
    [InlineData(2 * 31 * 3, 256)]
    public void Large_primes_are_convolutions(int count, int around) => Assert.Equal(around, new FourierForm(count).Around);

    private static IReadOnlyList<Problem> Problems(string input, string layer)
    {
        ModelSpec spec = new() { Name = "Net", Layers = new[] { SpecReader.ReadAttribute(input), SpecReader.ReadAttribute(layer) } };
        return BuildModel.Run(spec, training: true).Problems;
    }
}
