namespace DeepDsl.Analyzers.Tests.Zoo.Grammar;

/// <summary>Networks of images: stages of convolutions in one style, at half the size and with more channels each, and a head.</summary>
internal sealed class ImageGrammar(Draw draw)
{
    private readonly string _activation = draw.Of("ReLU", "ReLU", "LeakyReLU", "GELU", "SiLU", "ELU");

    /// <summary>A block that the model uses; empty for none.</summary>
    public string Block { get; private set; } = "";

    public IEnumerable<string> Attributes()
    {
        int size = draw.Of(16, 24, 32);
        int channels = draw.Of(8, 12, 16);
        yield return $"Input({size}, {size}, {draw.Of(1, 3)})";
        string style = draw.Of("plain", "norm", "residual", "branches", "depthwise");
        foreach (string layer in style == "plain" ? Plain(channels, 3) : Norm(channels, 3))
        {
            yield return layer;
        }

        int stages = draw.Between(1, 2);
        for (int i = 0; i < stages; i++)
        {
            yield return draw.Of("MaxPool2D(2)", "MaxPool2D(2)", "AvgPool2D(2)");
            channels += draw.Of(0, 8, channels);
            foreach (string layer in Stage(style, channels, i))
            {
                yield return layer;
            }

            if (draw.Chance(0.25))
            {
                yield return "SpatialDropout2D(0.2)";
            }
        }

        foreach (string layer in draw.Chance(0.6) ? ["GlobalAvgPool2D"] : Dense())
        {
            yield return layer;
        }
    }

    private IEnumerable<string> Stage(string style, int channels, int stage) => style switch
    {
        "plain" => Enumerable.Range(0, draw.Between(1, 2)).SelectMany(_ => Plain(channels, 3)),
        "norm" => Enumerable.Range(0, draw.Between(1, 2)).SelectMany(_ => Norm(channels, draw.Of(3, 5))),
        "residual" => [Residual(channels)],
        "branches" => Branches(channels, stage),
        _ => [$"DepthwiseConv2D(Kernel = 3, Padding = Padding.Same, Bias = false)", "BatchNorm", _activation, .. Norm(channels, 1)],
    };

    private IEnumerable<string> Plain(int channels, int kernel) =>
        [$"Conv2D({channels}, Kernel = {kernel}, Padding = Padding.Same, Activation = Activation.{_activation})"];

    private IEnumerable<string> Norm(int channels, int kernel) =>
        [$"Conv2D({channels}, Kernel = {kernel}, Padding = Padding.Same, Bias = false)", "BatchNorm", _activation];

    /// <summary>A use of a block whose last product ends in a sum.</summary>
    private string Residual(int channels)
    {
        Block = $$"""
            [Block, Identity(Name = "x"), Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, {{_activation}}]
            [Conv2D(Filters, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, Shortcut("x", Norm = true), {{_activation}}]
            public partial class Residual { [Parameter] const int Filters = 8; }

            """;
        return $"Residual(Filters = {channels}{(draw.Chance(0.4) ? ", Repeat = 2" : "")})";
    }

    private IEnumerable<string> Branches(int channels, int stage)
    {
        string names = $"stage{stage}";
        string merge = draw.Of("Concat", "Concat", "Add", "Maximum");
        return
        [
            $"Identity(Name = \"{names}\")",
            $"Conv2D({channels}, Kernel = 1, Activation = Activation.{_activation}, Name = \"{names}small\")",
            $"Conv2D({channels}, Kernel = 3, Padding = Padding.Same, Activation = Activation.{_activation}, From = \"{names}\")",
            $"{merge}(\"{names}small\")",
        ];
    }

    private IEnumerable<string> Dense() =>
        [
            "Flatten", $"Dense({draw.Of(32, 64)}, Activation = Activation.{_activation})",
            .. draw.Chance(0.5) ? [$"Dropout({draw.Of("0.2", "0.5")})"] : Array.Empty<string>(),
        ];
}
