namespace DeepDsl.Analyzers.Tests.Zoo.Grammar;

/// <summary>Networks of columns of a table, numbers and sometimes categories, or of the nodes of a graph.</summary>
internal sealed class TableGrammar(Draw draw)
{
    private readonly string _activation = draw.Of("ReLU", "ReLU", "GELU", "SiLU", "SELU", "Tanh");

    public IEnumerable<string> Attributes() => draw.Between(0, 4) switch
    {
        0 => WithCategories(),
        1 => OfGraph(),
        _ => [$"Input({draw.Of(20, 32, 57)})", .. Stack(draw.Between(1, 3))],
    };

    private IEnumerable<string> WithCategories() =>
    [
        "Input(6, Type = ElementType.Int32, Name = \"categories\")", $"Input({draw.Of(9, 13)}, Name = \"numbers\")",
        $"Embedding({draw.Of(50, 300)}, 8, InitValue = 0.05, From = \"categories\")", "Flatten", "Concat(\"numbers\")",
        .. Stack(draw.Between(1, 2)),
    ];

    private IEnumerable<string> OfGraph() =>
    [
        "Input(40, 2, Type = ElementType.Int32, Name = \"edges\")", "Input(20, 16, Name = \"nodes\")",
        "GraphConv(32, Bias = true, Activation = Activation.ReLU)", "GraphConv(32, Bias = true, Activation = Activation.ReLU)",
        draw.Of("GlobalAvgPool1D", "GlobalMaxPool1D"),
    ];

    private IEnumerable<string> Stack(int layers)
    {
        bool norm = _activation is not "SELU" and not "Tanh" && draw.Chance(0.4);
        bool drops = draw.Chance(0.4);
        for (int i = 0; i < layers; i++)
        {
            int units = draw.Of(32, 64, 128);
            string init = _activation == "SELU" ? ", Init = Init.LeCunNormal" : "";
            foreach (string layer in norm ? [$"Dense({units}, Bias = false)", "BatchNorm", _activation]
                : new[] { $"Dense({units}, Activation = Activation.{_activation}{init})" })
            {
                yield return layer;
            }

            if (drops)
            {
                yield return _activation == "SELU" ? "AlphaDropout(0.1)" : "Dropout(0.2)";
            }
        }
    }
}
