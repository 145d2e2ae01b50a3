using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ops.Signals;
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
        + "numbers.")]
    [InlineData("Input(Shape = [400, 1])", "STFT(Size = 64)",
        "ArgumentRange at Size: STFT(64) (layer 1) has Size = 64, which takes signals of at least 33 numbers along the last dimension, but Input "
        + "\"input\" gives [400, 1]; bring them there with [Reshape(400)].")]
    [InlineData("Input(Shape = [400])", "STFT(Size = 256, Hop = 2)",
        "ArgumentRange at Hop: STFT(256, Hop = 2) (layer 1) has Hop = 2, of which there are more than 64 in a Size of 256; take 4 or more.")]
    [InlineData("Input(Shape = [400])", "MelSpectrogram(Size = 64, SampleRate = 8000, MaxFrequency = 5000)",
        "ArgumentRange at MaxFrequency: MelSpectrogram(64, SampleRate = 8000, MaxFrequency = 5000) (layer 1) has bands from 0 to 5000, which must "
        + "rise, and end at half of SampleRate = 8000 or before.")]
    [InlineData("Input(Shape = [9, 2])", "SpectralFilter(Modes = 6)",
        "ArgumentRange at Modes: SpectralFilter(Modes = 6) (layer 1) has Modes = 6, but the 9 steps that Input \"input\" gives have 5 frequencies.")]
    public void One_mistake_gives_one_message(string input, string layer, string expected)
    {
        ModelSpec spec = new() { Name = "Net", Layers = new[] { SpecReader.ReadAttribute(input), SpecReader.ReadAttribute(layer) } };
        Problem problem = Assert.Single(BuildModel.Run(spec, training: true).Problems);
        Assert.Equal(expected, $"{problem.Kind} at {problem.Argument}: {problem.Message}");
    }

    /// <summary>A wave that goes through the numbers a whole number of times is one frequency, and comes back.</summary>
    [Theory]
    [InlineData(64, 5)] // one product
    [InlineData(360, 171)] // two
    [InlineData(1021, 200)] // a prime: one, however many
    public void A_wave_is_one_frequency(int count, int frequency)
    {
        Graph g = new();
        Node x = g.Input("x", new Shape(1, count));
        RealFourier transform = new(g, count);
        Node y = transform.Forward(x);
        Node again = transform.Backward(y * transform.Weights());
        double[] wave = [.. Enumerable.Range(0, count).Select(i => Math.Cos((2 * Math.PI * frequency * i / count) + 0.3))];
        Interpreter run = new(1, _ => new Tensor([1, count], wave));
        double[] found = run.Evaluate(y).Values;
        for (int k = 0; k <= count / 2; k++)
        {
            Assert.Equal(k == frequency ? count / 2.0 * Math.Cos(0.3) : 0, found[2 * k], 1e-8);
            Assert.Equal(k == frequency ? count / 2.0 * Math.Sin(0.3) : 0, found[(2 * k) + 1], 1e-8);
        }

        double[] back = run.Evaluate(again).Values;
        Assert.All(Enumerable.Range(0, count), i => Assert.Equal(wave[i], back[i], 1e-10));
    }

    [Theory]
    [InlineData(96, 96 * 98)]
    [InlineData(512, 2 * 512 * (32 + (2 * 9)))]
    [InlineData(4096, 2 * 4096 * (64 + (2 * 33)))]
    public void Divisors_save_products(int count, long macs) => Assert.Equal(macs, RealFourier.Macs(count));
}
