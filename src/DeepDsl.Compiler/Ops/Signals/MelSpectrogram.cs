using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Signals;

public sealed class MelSpectrogram : Frames
{
    /// <summary>What a logarithm is taken of at least: silence has none.</summary>
    private const double Least = 1e-10;

    public override string Summary =>
        "a spectrogram whose frequencies are joined to Mels bands as ears do, [.., Pieces, Mels]; Log takes ln(max(y, 1e-10)), a MaxFrequency of 0 is half the rate";

    public override IReadOnlyList<OpArgument> Arguments =>
    [
        .. base.Arguments, new("Mels", ArgumentType.Integer, 80, 1, 1 << 12), OpArgument.Real("SampleRate", 16_000, OpArgument.AboveZero),
        OpArgument.Real("MinFrequency", 0, 0), OpArgument.Real("MaxFrequency", 0, 0), OpArgument.Enum("Scale", "HTK"),
        OpArgument.Bool("EqualArea", false), Spectrogram.PowerArgument, OpArgument.Bool("Log", false),
    ];

    public override IReadOnlyList<Example> Examples =>
    [
        new("Size = 16, Mels = 4", [37]), new("Size = 1, Mels = 1, Center = false, SampleRate = 8", [1]),
        new("Size = 22, Hop = 9, Mels = 5, SampleRate = 8000, MinFrequency = 300, MaxFrequency = 3400, Scale = MelScale.Slaney, EqualArea = true", [2, 51]),
        new("Size = 12, Mels = 3, Power = 1, Log = true, SampleRate = 4000, Scale = MelScale.Slaney", [25]),
    ];

    public override string Reference =>
        "mel(stft(x, size, hop, window, center).abs().pow(power), size, mels, samplerate, minfrequency, maxfrequency, scale, equalarea, log)";

    protected override bool Check(Layer layer)
    {
        (double low, double high, double rate) = (layer.Real("MinFrequency"), Highest(layer), layer.Real("SampleRate"));
        if (low < high && high <= rate / 2)
        {
            return true;
        }

        layer.Report(ProblemKind.ArgumentRange,
            $"has bands from {Number(low)} to {Number(high)}, which must rise, and end at half of SampleRate = {Number(rate)} or before.",
            layer.Has("MaxFrequency") ? "MaxFrequency" : "MinFrequency");
        return false;
    }

    protected override IReadOnlyList<Dim> Features(Layer layer) => [layer.Int("Mels")];

    protected override Node Measure(Layer layer, Node frequencies)
    {
        Graph g = frequencies.Graph;
        Node strength = Spectrogram.Strength(frequencies, layer.Real("Power"));
        (int count, int mels) = (strength.Shape.Channels.Value, layer.Int("Mels"));
        Shape pieces = new(strength.Shape.Take(strength.Shape.Rank - 1));
        Node bands = g.MatMul(g.Reshape(strength, new Shape(pieces.Size, count)), Bands(layer, g, count));
        Node y = g.Reshape(bands, new Shape(pieces.Append(mels)));
        return layer.Bool("Log") ? g.Log(g.Max(y, Least)) : y;
    }

    protected override long MeasureMacs(Layer layer) => FourierForm.FrequenciesOf(layer.Int("Size")) * layer.Int("Mels");

    /// <summary>
    /// What each frequency counts in each band, [frequencies, mels]: from 0 at the middle of the band below to 1 at its own and back to 0 at
    /// that of the band above. It is made of the middles as the program runs, so that it holds no table.
    /// </summary>
    private static Node Bands(Layer layer, Graph g, int count)
    {
        (int mels, bool isHtk) = (layer.Int("Mels"), layer.Enum("Scale") == "HTK");
        (double low, double high) = (ToMel(layer.Real("MinFrequency"), isHtk), ToMel(Highest(layer), isHtk));
        double[] middles = [.. Enumerable.Range(0, mels + 2).Select(i => ToFrequency(low + ((high - low) * i / (mels + 1)), isHtk))];
        Node Row(Func<int, double> of) => g.Constant(new Shape(mels), [.. Enumerable.Range(0, mels).Select(of)]);
        double step = layer.Real("SampleRate") / layer.Int("Size");
        Node frequency = g.Constant(new Shape(count, 1), [.. Enumerable.Range(0, count).Select(k => k * step)]);
        Node rising = (frequency - Row(i => middles[i])) * Row(i => 1 / (middles[i + 1] - middles[i]));
        Node falling = (Row(i => middles[i + 2]) - frequency) * Row(i => 1 / (middles[i + 2] - middles[i + 1]));
        Node bands = g.Max(g.Min(rising, falling), 0);
        return layer.Bool("EqualArea") ? bands * Row(i => 2 / (middles[i + 2] - middles[i])) : bands;
    }

    private static double Highest(Layer layer) => layer.Real("MaxFrequency") is > 0 and var most ? most : layer.Real("SampleRate") / 2;

    /// <summary>Slaney's scale is straight up to 1000 Hz, which is 15 mels there, and a logarithm from there on.</summary>
    private static double ToMel(double frequency, bool isHtk) => isHtk ? 2595 * Math.Log10(1 + (frequency / 700))
        : frequency < 1000 ? frequency * 3 / 200
        : 15 + (27 * Math.Log(frequency / 1000) / Math.Log(6.4));

    private static double ToFrequency(double mel, bool isHtk) => isHtk ? 700 * (Math.Pow(10, mel / 2595) - 1)
        : mel < 15 ? mel * 200 / 3
        : 1000 * Math.Exp((mel - 15) * Math.Log(6.4) / 27);

    private static string Number(double value) => new NumberArgument(value).ToString();
}
