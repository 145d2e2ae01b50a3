namespace DeepDsl.Onnx.Tests.Import;

/// <summary>What does not come back from a file that this library wrote, and why.</summary>
internal static class NotBack
{
    /// <summary>By op, how many of its examples.</summary>
    public static IReadOnlyDictionary<string, (int Count, string Reason)> Examples { get; } = new Dictionary<string, (int, string)>
    {
        ["Dense"] = (1, "lists of whole numbers are no tokens"),
        ["Embedding"] = (1, "the padding is found by comparing whole numbers"),
        ["SparseRows"] = (4, "lists of whole numbers are no tokens"),
        ["GraphConv"] = (7, "sums along edges"),
        ["GraphSage"] = (4, "sums along edges"),
        ["GraphIsomorphism"] = (6, "sums along edges"),
        ["GraphAttention"] = (7, "sums along edges"),
        ["FFT"] = (2, "long transforms join the batch with another axis"),
        ["InverseFFT"] = (2, "long transforms join the batch with another axis"),
        ["STFT"] = (1, "a long reflection is more than 32 pieces"),
        ["Spectrogram"] = (1, "a reflection along an axis that no border layer has"),
        ["SpectralFilter"] = (1, "long transforms join the batch with another axis"),
        ["SimpleRNN"] = (2, "a step that ONNX has no operator for is a Scan"),
        ["LSTM"] = (4, "a step that ONNX has no operator for is a Scan"),
        ["GRU"] = (4, "a step that ONNX has no operator for is a Scan"),
        ["MultiHeadAttention"] = (2, "shared keys and turned pairs of channels"),
        ["RelativeAttention"] = (5, "products of constants and values along several axes"),
        ["Attention"] = (2, "scores of positions alone"),
    };

    /// <summary>Sound models and ready ones.</summary>
    public static IReadOnlyDictionary<string, string> Models { get; } = new Dictionary<string, string>
    {
        ["MoleculeGin"] = "sums along edges",
        ["CitationGat"] = "sums along edges",
        ["CitationGcn"] = "sums along edges",
        ["SentimentLstm"] = "a layer that is recurrent in both directions is two Scans",
        ["SpeechCrnn"] = "a layer that is recurrent in both directions is two Scans",
        ["SpeechCtc"] = "a layer that is recurrent in both directions is two Scans",
        ["EntityTagger"] = "a layer that is recurrent in both directions is two Scans",
        ["CausalCnnLanguageModel"] = "the padding is found by comparing whole numbers",
        ["AttentionTranslator"] = "a layer that is recurrent in both directions is two Scans",
        ["FastText"] = "the padding is found by comparing whole numbers",
        ["MaskedWords"] = "the padding is found by comparing whole numbers",
        ["TransformerXl"] = "products of constants and values along several axes",
        ["Llama"] = "turned pairs of channels",
    };
}
