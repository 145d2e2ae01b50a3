namespace DeepDsl.Conformance.Tests;

/// <summary>Layers over sequences and graphs whose sizes a call sets, one upon the other.</summary>
internal static class OpenModels
{
    private const string Edges = "Input(Shape = [Dim.Edges, 2], Type = ElementType.Int32, Name = \"edges\");";

    public static IReadOnlyList<OpenModel> All { get; } =
    [
        new("Stack", "Input(Shape = [Dim.T, 5]); LSTM(Units = 4, Bidirectional = Merge.Concat, Layers = 2); Dense(Units = 3)"),
        new("Last", """
            Input(Shape = [Dim.T, 5]); GRU(Units = 4, Reverse = true); LSTM(Units = 3, Bidirectional = Merge.Average);
            SimpleRNN(Units = 6, Return = Return.Last); Dense(Units = 2)
            """),
        new("Shared", """
            Input(Shape = [Dim.T, 5]); LSTM(Units = 5, Name = "a"); LSTM(Units = 5, Share = "a"); GRU(Units = 3, Trainable = false)
            """),
        new("Dropping", """
            Input(Shape = [Dim.T, 5]); LSTM(Units = 6, Layers = 2, Dropout = 0.3, RecurrentDropout = 0.4, Bidirectional = Merge.Multiply);
            MultiHeadAttention(Heads = 2, Dropout = 0.3); GRU(Units = 4, RecurrentDropout = 0.2)
            """),
        new("OfSteps", """
            Input(Shape = [Dim.T, 3, 4]); LSTM(Units = 5, PerStep = true, Return = Return.Last, Bidirectional = Merge.Concat);
            MultiHeadAttention(Heads = 2); GRU(Units = 2)
            """),
        new("InSteps", """
            Input(Shape = [3, Dim.T, 4]); MultiHeadAttention(Heads = 2, PerStep = true, Causal = true);
            LSTM(Units = 5, PerStep = true); GlobalAvgPool1D(PerStep = true); Dense(Units = 2)
            """),
        new("Film", """
            Input(Shape = [Dim.T, 5, 5, 2]); Conv2D(Filters = 3, Kernel = 3, PerStep = true); BatchNorm(PerStep = true);
            MaxPool2D(Kernel = 2, PerStep = true); Flatten(PerStep = true); LSTM(Units = 3)
            """),
        new("Cells", """
            Input(Shape = [Dim.T, 5]); HandGru(Units = 4, Bidirectional = Merge.Concat, Repeat = 2); HandRnn(Units = 3, Reverse = true);
            HandLstm(Units = 3, Return = Return.Last)
            """),
        new("JoinedCell", "Input(Shape = [Dim.T, 9]); Joined(Units = 5, Bidirectional = Merge.Concat); Joined(Units = 4, Noise = 0.3, Return = Return.Last)"),
        new("CellWithMemory", """
            Input(Shape = [4, 3], Name = "memory"); Dense(Units = 4, Name = "start", From = "memory"); GlobalAvgPool1D(Name = "h");
            Input(Shape = [Dim.T, 3]); Attending(Memory = "start", InitialState = ["h"], FinalState = ["end"]);
            RepeatVector(Count = 1, From = "end"); HandGru(Units = 2)
            """),
        new("CellOfImages", "Input(Shape = [Dim.T, 4, 5, 2]); Film(Filters = 3); Film(Filters = 2, Return = Return.Last)"),
        new("CellOfCells", "Input(Shape = [Dim.T, Dim.S, 3]); Rows(Units = 3, Reverse = true)"),
        new("CellOfSteps", "Input(Shape = [3, Dim.T, 3]); HandGru(Units = 3, PerStep = true, Return = Return.Last)"),
        new("Narrowed", """
            Input(Shape = [Dim.T, 4]); Conv1D(Filters = 4, Kernel = 3); LSTM(Units = 4, Bidirectional = Merge.Concat);
            MultiHeadAttention(Heads = 2, Causal = true); GRU(Units = 3, Reverse = true); SimpleRNN(Units = 3, Return = Return.Last)
            """) { Least = 3 },
        new("Strided", """
            Input(Shape = [Dim.T, 3]); Conv1D(Filters = 4, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.Tanh, Name = "a");
            LSTM(Units = 4, Bidirectional = Merge.Concat); MultiHeadAttention(Heads = 2); Conv1D(Filters = 4, Kernel = 2, Stride = 3, Padding = Padding.Full);
            GRU(Units = 3); AvgPool1D(Kernel = 3, Stride = 2, Pad = 1, CountIncludePad = false); Dense(Units = 3)
            """),
        new("StridedTwoWays", """
            Input(Shape = [Dim.T, 4], Name = "x"); Conv1D(Filters = 5, Kernel = 3, Stride = 2, Padding = Padding.Same); LayerNorm;
            Conv1D(Filters = 6, Kernel = 3, Padding = Padding.Same, Name = "y"); MaxPool1D(Kernel = 2, Ceil = true, From = "x"); Dense(Units = 6); Add(Names = ["y"]);
            Conv1D(Filters = 3, Kernel = 4, Stride = 4, Padding = Padding.Causal); Shortcut(Source = "x"); GlobalMaxPool1D
            """) { Least = 2 },
        new("Halved", """
            Input(Shape = [Dim.T, 2]); Conv1D(Filters = 4, Kernel = 2, Stride = 2, Padding = Padding.SameUpper); MaxPool1D(Kernel = 2, Padding = Padding.SameUpper);
            ConvTranspose1D(Filters = 3, Kernel = 4, Stride = 2, Padding = Padding.Same); Upsample1D; Conv1D(Filters = 17, Kernel = 3, Stride = 2, Groups = 1);
            GlobalAvgPool1D
            """) { Least = 2 },
        new("StridedImages", """
            Input(Shape = [Dim.T, 5, 3]); Conv2D(Filters = 4, Kernel = 3, Stride = 2, Padding = Padding.Same); DepthwiseConv2D(Kernel = 3, Stride = 2, Padding = Padding.Same);
            MaxPool2D(Kernel = 3, Stride = 2, Pad = 1); SeparableConv2D(Filters = 5, Kernel = 2, Pad = 1); GlobalAvgPool2D
            """),
        new("StridedMemory", """
            Input(Shape = [Dim.T], Type = ElementType.Int32); Embedding(Vocabulary = 7, Dimension = 4, Name = "words"); MaxPool1D(Kernel = 2, Name = "memory");
            MultiHeadAttention(Heads = 2, Memory = "memory", From = "words"); Unembed(Embedding = "words")
            """) { Least = 2, IntLimit = 7 },
        new("StridedPadded", """
            Input(Shape = [Dim.T], Type = ElementType.Int32, PaddingToken = 0); Embedding(Vocabulary = 3, Dimension = 4);
            Conv1D(Filters = 4, Kernel = 3, Stride = 2, Padding = Padding.Same); LSTM(Units = 4, Bidirectional = Merge.Concat);
            Conv1D(Filters = 4, Kernel = 2, Stride = 2, Padding = Padding.SameUpper); MultiHeadAttention(Heads = 2); GroupNorm(Groups = 2, Eps = 0.1);
            ConvTranspose1D(Filters = 4, Kernel = 3, Stride = 2, Pad = 1); Upsample1D(Mode = Interpolation.Bilinear); MaxPool1D(Kernel = 3, Stride = 2, Pad = 1);
            ZeroPad1D(Border = 2); AvgPool1D(Kernel = 3, Stride = 2, Pad = 1, CountIncludePad = false); Crop1D(Before = 1, After = 0); InstanceNorm(Eps = 0.1);
            GRU(Units = 3, Reverse = true, Return = Return.Last)
            """) { IntLimit = 2 },
        new("Joined", """
            Input(Shape = [Dim.S, 4], Name = "s"); Input(Shape = [Dim.T, 4], Name = "t"); Concat(Names = ["s"], Axis = 0);
            LSTM(Units = 4, Bidirectional = Merge.Concat); MultiHeadAttention(Heads = 2, Causal = true); Conv1D(Filters = 3, Kernel = 2);
            GRU(Units = 3, Reverse = true, Layers = 2)
            """),
        new("Translated", """
            Input(Shape = [Dim.S, 6]); LSTM(Units = 4, FinalState = ["h", "c"], Name = "read"); Input(Shape = [Dim.T, 5]);
            LSTM(Units = 4, InitialState = ["h", "c"]); Attention(Names = ["read"])
            """),
        new("Attending", """
            Input(Shape = [Dim.S, 6], Name = "memory"); Input(Shape = [Dim.T, 8]); SinusoidalPositions;
            MultiHeadAttention(Heads = 4, KeyValueHeads = 2, Causal = true, Window = 3, Positions = RelativePositions.Rotary); LayerNorm;
            MultiHeadAttention(Heads = 2, Memory = "memory"); MultiHeadAttention(Heads = 2, Positions = RelativePositions.Alibi)
            """),
        new("Words", """
            Input(Shape = [Dim.T], Type = ElementType.Int32); Embedding(Vocabulary = 7, Dimension = 4, Name = "words"); LSTM(Units = 4);
            Unembed(Embedding = "words", Bias = true)
            """) { IntLimit = 7 },
        new("Padded", """
            Input(Shape = [Dim.T], Type = ElementType.Int32, PaddingToken = 0); Embedding(Vocabulary = 3, Dimension = 4);
            LSTM(Units = 4, Bidirectional = Merge.Concat, Layers = 2); MultiHeadAttention(Heads = 2, Positions = RelativePositions.Alibi);
            Conv1D(Filters = 4, Kernel = 3, Padding = Padding.Same); BatchNorm; GRU(Units = 3, Reverse = true, Return = Return.Last)
            """) { IntLimit = 2 },
        new("OfLengths", """
            Input(Shape = [1], Type = ElementType.Int32, Name = "n"); Input(Shape = [Dim.T, 4], Lengths = "n", Name = "x");
            GlobalMaxPool1D(Name = "most"); MultiHeadAttention(Heads = 2, From = "x", Dropout = 0.3); GlobalAvgPool1D(Name = "mean");
            SimpleRNN(Units = 3, From = "x", Return = Return.Last); Concat(Names = ["most", "mean"])
            """) { IntLimit = 9 },
        new("OfTwoLengths", """
            Input(Shape = [Dim.S], Type = ElementType.Int32, PaddingToken = 1, Name = "s"); Embedding(Vocabulary = 2, Dimension = 4, Name = "memory");
            Input(Shape = [Dim.T], Type = ElementType.Int32, PaddingToken = 0, Name = "t"); Embedding(Vocabulary = 2, Dimension = 4, Name = "query");
            Attention(Names = ["memory"], Heads = 2); Add(Names = ["query"]); Dense(Units = 3)
            """) { IntLimit = 2 }, // of two words one is padding, so all keys are equal, and what follows from scores alone would be zero
        new("Graph", Edges + """
            Input(Shape = [Dim.Edges], Name = "w"); Input(Shape = [Dim.Nodes, 3]);
            GraphConv(Units = 4, EdgeWeights = "w", Normalize = false, Activation = Activation.Tanh); GraphAttention(Units = 3, Heads = 2);
            GraphSage(Units = 4, Aggregate = Aggregate.Max); GraphIsomorphism(Units = 3, LearnEpsilon = true); GraphConv(Units = 2)
            """) { Least = 2 }, // the gradient of a softmax over one node is zero but for rounding
        new("GraphsOfUnequalSize", Edges + """
            Input(Shape = [1], Type = ElementType.Int32, Name = "n"); Input(Shape = [Dim.Nodes, 3], Lengths = "n");
            GraphConv(Units = 4, Normalize = false); GraphSage(Units = 3); GlobalSumPool1D
            """),
        new("GraphOfSequences", Edges + """
            Input(Shape = [Dim.Nodes, 4, 3]); GRU(Units = 4, PerStep = true, Return = Return.Last); GraphSage(Units = 4);
            GraphConv(Units = 3); GlobalSumPool1D
            """),
    ];

    /// <summary>Sizes at which each is tried, where they are not below its least.</summary>
    public static IReadOnlyList<(int T, int S)> Sizes { get; } = [(1, 2), (2, 3), (5, 2), (7, 7)];
}
