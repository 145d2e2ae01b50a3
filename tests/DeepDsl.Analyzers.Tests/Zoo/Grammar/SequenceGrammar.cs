namespace DeepDsl.Analyzers.Tests.Zoo.Grammar;

/// <summary>Networks of tokens or measurements: recurrences, windows or attention, with one answer a sequence or the next token.</summary>
internal sealed class SequenceGrammar(Draw draw)
{
    /// <summary>A block that the model uses; empty for none.</summary>
    public string Block { get; private set; } = "";

    public bool IsRecurrent { get; private set; }

    /// <summary>Whether a loss for each step is among the attributes.</summary>
    public bool HasLoss { get; private set; }

    public IEnumerable<string> Attributes()
    {
        int steps = draw.Of(16, 24, 40);
        int width = draw.Of(32, 48, 64);
        string style = draw.Of("recurrent", "windows", "attention");
        bool ofTokens = style == "attention" || draw.Chance(0.6);
        int vocabulary = draw.Of(50, 200, 1000);
        yield return ofTokens ? $"Input({steps}, Type = ElementType.Int32)" : $"Input({steps}, {draw.Of(4, 9, 14)})";
        if (ofTokens)
        {
            yield return $"Embedding({vocabulary}, {width}{draw.Of("", ", InitValue = 0.05")})";
        }

        HasLoss = ofTokens && draw.Chance(0.35);
        IsRecurrent = style == "recurrent";
        foreach (string layer in style switch
        {
            "recurrent" => Recurrent(width),
            "windows" => Windows(width),
            _ => Attention(width),
        })
        {
            yield return layer;
        }

        if (HasLoss)
        {
            yield return $"Dense({vocabulary})";
            yield return "Loss(Loss.SoftmaxCrossEntropy)";
        }
    }

    private IEnumerable<string> Recurrent(int width)
    {
        string kind = draw.Of("LSTM", "GRU");
        string layers = draw.Chance(0.3) ? ", Layers = 2, Dropout = 0.2" : "";
        string ways = !HasLoss && draw.Chance(0.3) ? ", Bidirectional = Merge.Concat" : "";
        yield return $"{kind}({width}{layers}{ways}{(HasLoss ? "" : ", Return = Return.Last")})";
        if (draw.Chance(0.4))
        {
            yield return "Dropout(0.3)";
        }
    }

    private IEnumerable<string> Windows(int width)
    {
        string padding = HasLoss ? "Causal" : "Same";
        int layers = draw.Between(1, 3);
        for (int i = 0; i < layers; i++)
        {
            yield return $"Conv1D({width}, Kernel = {draw.Of(3, 5)}, Padding = Padding.{padding}, Activation = Activation.ReLU)";
        }

        if (!HasLoss)
        {
            yield return draw.Of("GlobalMaxPool1D", "GlobalAvgPool1D");
        }
    }

    private IEnumerable<string> Attention(int width)
    {
        string causal = HasLoss ? ", Causal = true" : "";
        Block = $$"""
            [Block, Identity(Name = "x"), LayerNorm, MultiHeadAttention({{draw.Of(2, 4)}}{{causal}}, Dropout = 0.1), Dropout(0.1), Add("x")]
            [Identity(Name = "y")]
            [LayerNorm, Dense({{4 * width}}, Activation = Activation.{{draw.Of("GELU", "ReLU")}}), Dense({{width}}), Dropout(0.1), Add("y")]
            public partial class Layer;

            """;
        yield return draw.Of("LearnedPositions", "SinusoidalPositions");
        yield return $"Layer{(draw.Chance(0.5) ? "(Repeat = 2)" : "")}";
        yield return "LayerNorm";
        if (!HasLoss)
        {
            yield return "GlobalAvgPool1D";
        }
    }
}
