namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>
/// A convolution along steps, and the gradient of its weight, by the frequencies of both sides: y = x times the mirror of w, frequency by
/// frequency, where each side is continued with zeros so that no window reaches around. Input gradients are convolutions themselves.
/// </summary>
/// <param name="transform">Makes transforms that the target can compute.</param>
internal sealed class FourierConvolution(Node x, ConvGeometry geometry, Func<Node, FourierForm, Node> transform)
{
    /// <summary>What a multiply-add of a pass takes, beside one of a depthwise window.</summary>
    private const double DepthwisePass = 3.2;

    /// <summary>The same beside one of a window over all channels, whose products are larger.</summary>
    private const double DensePass = 5;

    /// <summary>The same of weights, whose numbers for one frequency lie far apart.</summary>
    private const double WeightPass = 30;

    /// <summary>What a multiply-add of a frequency takes beside one of a window.</summary>
    private const double FrequencyProduct = 2;

    /// <summary>Samples that are taken to share the frequencies of weights.</summary>
    private const double SharingWeights = 8;

    private readonly Graph _graph = x.Graph;
    private readonly FourierForm _form = new(Length(x.Shape[1].Value, geometry.Axes[0]));
    private readonly WindowAxis _window = geometry.Axes[0];

    private Dim Rows => x.Shape[0];

    /// <summary>Whether frequencies are multiplied one by one, since each group has one channel; else by matrices.</summary>
    private bool IsDepthwise => geometry.Groups > 1;

    /// <summary>Of as few steps as hold the input and what a window sees before or behind it; with divisors that make transforms quick.</summary>
    public static int Length(int steps, WindowAxis window)
    {
        int least = Math.Max(window.Kernel, steps + Math.Max(window.Before, window.After));
        IEnumerable<int> lengths = new[] { 1, 3, 5, 9, 15 }.SelectMany(odd => Enumerable.Range(1, 15).Select(bits => odd << bits));
        return lengths.Where(l => l >= least).Min();
    }

    /// <summary>What keeps a convolution from being computed so, in words; null where nothing does.</summary>
    /// <param name="steps">Of the input.</param>
    /// <param name="channels">Of one group of the input.</param>
    /// <param name="outputs">Of all groups.</param>
    public static string? Obstacle(ConvGeometry geometry, int steps, int channels, int outputs)
    {
        WindowAxis window = geometry.Axes[0];
        return geometry.Rank > 1 ? "it has several axes"
            : window.Stride > 1 ? $"it has Stride = {window.Stride}"
            : window.Dilation > 1 ? $"it has Dilation = {window.Dilation}"
            : geometry.Groups > 1 && (channels > 1 || outputs > geometry.Groups)
                ? $"its {geometry.Groups} groups have more than one channel and one filter each"
            : Length(steps, window) is > FourierForm.Most and var length ? $"its {steps} steps take transforms of {length} numbers, where at most {FourierForm.Most} are made"
            : null;
    }

    /// <summary>
    /// Whether it takes less than the sum over each window, by sizes alone, so that equal models are computed alike. Costs are in
    /// multiply-adds of the sum, as they were measured on a CPU: those of passes take more, since they read and write more for each.
    /// </summary>
    public static bool IsCheaper(ConvGeometry geometry, Shape x, Shape w)
    {
        (double channels, double outputs) = (x.Channels.Value, w.Channels.Value);
        int length = Length(x[1].Value, geometry.Axes[0]);
        double transform = FourierForm.Macs(length);
        double windows = geometry.Output(x)[0].Value * (double)geometry.Taps * outputs * w[1].Value;
        double both = channels + outputs;
        double cost = geometry.Groups > 1
            ? DepthwisePass * both * transform
            : (DensePass * both * transform) + (WeightPass * channels * outputs / SharingWeights * transform)
                + (FrequencyProduct * 2 * length * channels * outputs);
        return cost < windows;
    }

    /// <summary>x with w [kernel, channels of a group, outputs].</summary>
    public Node Forward(Node w, Shape shape)
    {
        Node y = IsDepthwise ? ByChannel(w) : ByMatrix(w, shape.Channels.Value);
        return _graph.Slice(transform(y, Inverse), 1, 0, shape[1]);
    }

    /// <summary>The gradient of w by that of the output.</summary>
    public Node WeightGradient(Node dy, Shape shape)
    {
        Node frequencies = Frequencies(dy, 0);
        Node w = IsDepthwise ? GradientByChannel(frequencies) : GradientByMatrix(frequencies, shape.Channels.Value);
        Node whole = transform(_graph.Reshape(w, new Shape(1, _form.Frequencies, 2, Columns(shape))), Inverse);
        return _graph.Reshape(_graph.Slice(whole, 1, 0, _window.Kernel), shape);
    }

    private FourierForm Inverse => _form with { IsBackward = true, IsWeighted = true };

    private static Dim Columns(Shape weight) => weight[1] * weight[2];

    private Node Signs => _graph.Constant(new Shape(2, 1), [1, -1]);

    private Node Input => Frequencies(x, _window.Before);

    /// <summary>Of [rows, steps, channels] behind so many zeros: [rows, frequencies, 2, channels].</summary>
    private Node Frequencies(Node steps, int before) =>
        transform(_graph.Pad(steps, 1, before, _form.Count - before - steps.Shape[1].Value), _form);

    /// <summary>[frequencies, 2, channels of a group, outputs].</summary>
    private Node OfWeight(Node w) => _graph.Reshape(
        Frequencies(_graph.Reshape(w, new Shape(1, _window.Kernel, Columns(w.Shape))), 0), new Shape(_form.Frequencies, 2, w.Shape[1], w.Shape[2]));

    private Node ByChannel(Node w)
    {
        (Node own, Node weight) = (Input, _graph.Reshape(OfWeight(w), new Shape(_form.Frequencies, 2, geometry.Groups)));
        (Node real, Node imaginary) = (_graph.Slice(weight, 1, 0, 1), _graph.Slice(weight, 1, 1, 1));
        return (own * real) + (_graph.Reverse(own, 2) * _graph.Concat(1, imaginary, -imaginary));
    }

    private Node GradientByChannel(Node dy)
    {
        Node own = Input;
        Node Sum(Node products) => _graph.Sum(_graph.Sum(products, 2), 0);
        return _graph.Concat(2, Sum(own * dy), Sum(_graph.Reverse(own, 2) * Signs * dy));
    }

    private Node ByMatrix(Node w, int outputs)
    {
        Node weight = _graph.Reshape(OfWeight(w), new Shape(_form.Frequencies, 2 * w.Shape[1], outputs));
        Node y = _graph.Reshape(_graph.MatMul(InputRows(), weight, isExact: true), new Shape(_form.Frequencies, Rows, 2, outputs));
        return _graph.Transpose(y, 1, 0, 2, 3);
    }

    private Node GradientByMatrix(Node dy, int outputs)
    {
        Node rows = _graph.Reshape(_graph.Transpose(dy, 1, 0, 2, 3), new Shape(_form.Frequencies, 2 * Rows, outputs));
        return _graph.MatMul(InputRows(), rows, transposeA: true, isExact: true);
    }

    /// <summary>
    /// For each frequency a row of real and imaginary parts for each real part of the output, and one for each imaginary part, so that weights
    /// are read as they lie: [frequencies, (row, part of the output), (part, channel)].
    /// </summary>
    private Node InputRows()
    {
        (Node own, int f, Dim both) = (Input, _form.Frequencies, 2 * x.Shape.Channels);
        Node turned = _graph.Reverse(own, 2) * Signs;
        Shape one = new(Rows, f, 1, both);
        Node rows = _graph.Concat(2, _graph.Reshape(own, one), _graph.Reshape(turned, one));
        return _graph.Reshape(_graph.Transpose(rows, 1, 0, 2, 3), new Shape(f, 2 * Rows, both));
    }
}
