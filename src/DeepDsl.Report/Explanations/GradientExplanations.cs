using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Onnx;

namespace DeepDsl.Report;

/// <summary>
/// Which pixels a score depends on, by its gradient: saliency (Simonyan et al. 2014), and Grad-CAM (Selvaraju et al. 2017) at the last
/// convolution whose map is more than a point. The compiler's own rules differentiate the graph that predicts, so dropout and statistics are
/// as in a prediction, and that is run by definition: the model itself is not touched.
/// </summary>
internal sealed class GradientExplanations
{
    /// <summary>Multiply-adds in some seconds; three passes make a gradient.</summary>
    private const double MostMacs = 3e8;
    private const int Passes = 3;

    private readonly ModelGraph _model;
    private readonly ImageInput _image;
    private readonly NetworkWeights _weights;
    private readonly LayerRow? _convolution;
    private readonly InputNode _seed;
    private readonly Node? _byPixels;
    private readonly Node? _byMaps;

    /// <param name="built">Whose graph gradients are added to.</param>
    /// <param name="net">With the weights.</param>
    /// <param name="image">By which gradients are taken.</param>
    /// <param name="output">Number of the output.</param>
    public GradientExplanations(BuiltModel built, Network net, ImageInput image, int output)
    {
        (_model, _image, _weights) = (built.Inference, image, new NetworkWeights(net));
        _convolution = _model.Rows.LastOrDefault(r => r.Layer.Op.Name.Contains("Conv", StringComparison.Ordinal) && IsMap(r.Output));
        Node result = _model.Outputs[output].Node;
        _seed = (InputNode)_model.Graph.Input("seed of the report", result.Shape);
        Node[] by = _convolution == null ? [_model.Inputs[image.Index].Node] : [_model.Inputs[image.Index].Node, _convolution.Value];
        Node?[] gradients = Differentiate.Run(_model.Graph, new Dictionary<Node, Node> { [result] = _seed }, by);
        (_byPixels, _byMaps) = (gradients[0], gradients.ElementAtOrDefault(1));
    }

    /// <summary>Whether so many samples are a matter of seconds, and of a graph whose sizes and values are all known.</summary>
    public static bool CanRun(BuiltModel built, int samples) =>
        built.Inference.Extents.All.Count == 0 && (double)built.Inference.Macs * Passes * samples <= MostMacs
        && built.Inference.Graph.Nodes.OfType<LeafNode>().All(n => n is InputNode or ParameterNode or StateNode or ConstantNode)
        && built.Inference.Inputs.Count == 1;

    public IEnumerable<Explanation> Of(int sample, PredictedPlace place)
    {
        float[] pixels = _image.Given(sample).ToArray();
        Tensor seed = new([1, .. Sizes(_seed.Shape)]);
        seed.Values[place.Index] = place.Sign;
        GraphRun run = new(leaf => leaf switch
        {
            InputNode input when input == _seed => seed,
            InputNode input => new Tensor([1, .. Sizes(input.Shape)], Array.ConvertAll(pixels, p => (double)p)),
            _ => new Tensor([.. leaf.Shape.Select(d => (int)d.Constant)], Array.ConvertAll(_weights.Of((LeafNode)leaf), w => (double)w)),
        });
        if (_byPixels is { } byPixels)
        {
            yield return new Explanation("saliency", Saliency(run.Evaluate(byPixels).Values)) { IsFine = true };
        }
        if (_byMaps is { } byMaps && _convolution is { } row)
        {
            yield return new Explanation(
                $"Grad-CAM at {row.Layer.Path}", CamOf(run.Evaluate(row.Value), run.Evaluate(byMaps).Values));
        }
    }

    private static bool IsMap(Shape shape) => shape is { Rank: 3, IsConstant: true } && (shape[0].Constant > 1 || shape[1].Constant > 1);

    private static IEnumerable<int> Sizes(Shape shape) => shape.WithoutBatch().Select(d => (int)d.Constant);

    /// <summary>The largest of the colours' gradients, whatever their sign.</summary>
    private float[] Saliency(double[] gradient)
    {
        float[] heat = new float[_image.Height * _image.Width];
        for (int i = 0; i < gradient.Length; i++)
        {
            heat[i / _image.Channels] = Math.Max(heat[i / _image.Channels], (float)Math.Abs(gradient[i]));
        }
        return Explanation.Scaled(heat);
    }

    /// <summary>Maps weighted by the mean of their gradients, as far as their sum speaks for the score.</summary>
    private float[] CamOf(Tensor maps, double[] gradient)
    {
        (int height, int width, int channels) = (maps.Shape[1], maps.Shape[2], maps.Shape[3]);
        double[] weights = new double[channels];
        for (int i = 0; i < gradient.Length; i++)
        {
            weights[i % channels] += gradient[i] / (height * width);
        }
        float[] heat = new float[height * width];
        for (int i = 0; i < maps.Values.Length; i++)
        {
            heat[i / channels] += (float)(weights[i % channels] * maps.Values[i]);
        }
        return Enlarged(Explanation.Scaled(heat), height, width);
    }

    /// <summary>At the size of the image, with values between in between.</summary>
    private float[] Enlarged(float[] heat, int height, int width)
    {
        float[] large = new float[_image.Height * _image.Width];
        for (int y = 0; y < _image.Height; y++)
        {
            (int top, int bottom, float down) = Between(y, _image.Height, height);
            for (int x = 0; x < _image.Width; x++)
            {
                (int left, int right, float along) = Between(x, _image.Width, width);
                float upper = float.Lerp(heat[(top * width) + left], heat[(top * width) + right], along);
                float lower = float.Lerp(heat[(bottom * width) + left], heat[(bottom * width) + right], along);
                large[(y * _image.Width) + x] = float.Lerp(upper, lower, down);
            }
        }
        return large;
    }

    private static (int Low, int High, float Part) Between(int place, int size, int smaller)
    {
        float at = Math.Clamp(((place + 0.5f) * smaller / size) - 0.5f, 0, smaller - 1);
        return ((int)at, Math.Min((int)at + 1, smaller - 1), at - (int)at);
    }
}
