namespace DeepDsl.Compiler.Spec.Foreign;

/// <summary>
/// What other libraries call what a declaration says. Names are found whatever their case and underscores, and those that differ from ours
/// in nothing else need no line. A test holds that each of ours exists.
/// </summary>
public static class ForeignNames
{
    private const string Torch = "PyTorch";
    private const string Keras = "Keras";
    private const string Onnx = "ONNX";

    private static readonly string[] TorchConvolution =
        ["in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups", "bias"];
    private static readonly string[] TorchTransposed =
        ["in_channels", "out_channels", "kernel_size", "stride", "padding", "output_padding", "groups", "bias"];
    private static readonly string[] TorchPool = ["kernel_size", "stride", "padding", "dilation"];
    private static readonly string[] TorchAveragePool = ["kernel_size", "stride", "padding"];
    private static readonly string[] TorchRecurrent = ["input_size", "hidden_size", "num_layers"];
    private static readonly string[] TorchTransformer = ["d_model", "nhead", "dim_feedforward", "dropout"];
    private static readonly string[] KerasConvolution = ["filters", "kernel_size", "strides", "padding"];
    private static readonly string[] KerasPool = ["pool_size", "strides", "padding"];

    /// <summary>Layers, losses and optimizers that have another name here, or take their arguments in another order.</summary>
    public static IReadOnlyList<ForeignLayer> Layers { get; } =
    [
        // Products
        new("Linear", Torch, "Dense", 2, "in_features", "out_features", "bias"),
        new("LazyLinear", Torch, "Dense", 1, "out_features", "bias"),
        new("Dense", Keras, "Dense", 1, "units", "activation"),
        new("FullyConnected", "other libraries", "Dense", 1, "units"),
        new("InnerProduct", "Caffe", "Dense", 1, "num_output"),
        new("Gemm", Onnx, "Dense", 1, "units"),
        new("MatMul", Onnx, "Dense", 1, "units"),
        new("Conv1d", Torch, "Conv1D", 3, TorchConvolution),
        new("Conv2d", Torch, "Conv2D", 3, TorchConvolution),
        new("Conv3d", Torch, "Conv3D", 3, TorchConvolution),
        new("Convolution1D", Keras, "Conv1D", 2, KerasConvolution),
        new("Convolution2D", Keras, "Conv2D", 2, KerasConvolution),
        new("Convolution3D", Keras, "Conv3D", 2, KerasConvolution),
        new("Conv", Onnx, "Conv2D", 2, KerasConvolution),
        new("ConvTranspose1d", Torch, "ConvTranspose1D", 3, TorchTransposed),
        new("ConvTranspose2d", Torch, "ConvTranspose2D", 3, TorchTransposed),
        new("ConvTranspose3d", Torch, "ConvTranspose3D", 3, TorchTransposed),
        new("Conv1DTranspose", Keras, "ConvTranspose1D", 2, KerasConvolution),
        new("Conv2DTranspose", Keras, "ConvTranspose2D", 2, KerasConvolution),
        new("Conv3DTranspose", Keras, "ConvTranspose3D", 2, KerasConvolution),
        new("Deconvolution2D", Keras, "ConvTranspose2D", 2, KerasConvolution),
        new("SeparableConvolution2D", Keras, "SeparableConv2D", 2, KerasConvolution),

        // Tokens, sequences and attention
        new("Embedding", Keras, "Embedding", 2, "input_dim", "output_dim"),
        new("EmbeddingLayer", "other libraries", "Embedding", 2, "input_dim", "output_dim"),
        new("Gather", Onnx, "Embedding", 2, "input_dim", "output_dim"),
        new("RNN", Torch, "SimpleRNN", 2, TorchRecurrent),
        new("LSTM", Torch, "LSTM", 2, TorchRecurrent),
        new("GRU", Torch, "GRU", 2, TorchRecurrent),
        new("SelfAttention", "other libraries", "MultiHeadAttention", 1, "num_heads"),
        new("MultiheadAttention", Torch, "MultiHeadAttention", 2, "embed_dim", "num_heads", "dropout"),
        new("TransformerEncoderLayer", Torch, "TransformerEncoder", 2, TorchTransformer),
        new("TransformerDecoderLayer", Torch, "TransformerDecoder", 2, TorchTransformer),
        new("PositionalEncoding", "other libraries", "SinusoidalPositions", 0),
        new("PositionEmbedding", Keras, "LearnedPositions", 0),

        // Pools
        new("MaxPooling1D", Keras, "MaxPool1D", 0, KerasPool),
        new("MaxPooling2D", Keras, "MaxPool2D", 0, KerasPool),
        new("MaxPooling3D", Keras, "MaxPool3D", 0, KerasPool),
        new("MaxPool", Onnx, "MaxPool2D", 0, KerasPool),
        new("MaxPool1d", Torch, "MaxPool1D", 1, TorchPool),
        new("MaxPool2d", Torch, "MaxPool2D", 1, TorchPool),
        new("MaxPool3d", Torch, "MaxPool3D", 1, TorchPool),
        new("AveragePooling1D", Keras, "AvgPool1D", 0, KerasPool),
        new("AveragePooling2D", Keras, "AvgPool2D", 0, KerasPool),
        new("AveragePooling3D", Keras, "AvgPool3D", 0, KerasPool),
        new("AveragePool", Onnx, "AvgPool2D", 0, KerasPool),
        new("AvgPool1d", Torch, "AvgPool1D", 1, TorchAveragePool),
        new("AvgPool2d", Torch, "AvgPool2D", 1, TorchAveragePool),
        new("AvgPool3d", Torch, "AvgPool3D", 1, TorchAveragePool),
        new("GlobalAveragePooling1D", Keras, "GlobalAvgPool1D", 0),
        new("GlobalAveragePooling2D", Keras, "GlobalAvgPool2D", 0),
        new("GlobalAveragePooling3D", Keras, "GlobalAvgPool3D", 0),
        new("GlobalAveragePool", Onnx, "GlobalAvgPool2D", 0),
        new("GlobalMaxPooling1D", Keras, "GlobalMaxPool1D", 0),
        new("GlobalMaxPooling2D", Keras, "GlobalMaxPool2D", 0),
        new("GlobalMaxPooling3D", Keras, "GlobalMaxPool3D", 0),
        new("GlobalMaxPool", Onnx, "GlobalMaxPool2D", 0),

        // Norms, noise and activations
        new("BatchNorm1d", Torch, "BatchNorm", 0, "num_features", "eps", "momentum"),
        new("BatchNorm2d", Torch, "BatchNorm", 0, "num_features", "eps", "momentum"),
        new("BatchNorm3d", Torch, "BatchNorm", 0, "num_features", "eps", "momentum"),
        new("LayerNorm", Torch, "LayerNorm", 0, "normalized_shape", "eps"),
        new("RMSNorm", Torch, "RMSNorm", 0, "normalized_shape", "eps"),
        new("GroupNorm", Torch, "GroupNorm", 1, "num_groups", "num_channels", "eps"),
        new("BatchNormalization", Keras, "BatchNorm", 0, "axis", "momentum", "epsilon"),
        new("LayerNormalization", Keras, "LayerNorm", 0, "axis", "epsilon"),
        new("RMSNormalization", Keras, "RMSNorm", 0, "axis", "epsilon"),
        new("GroupNormalization", Keras, "GroupNorm", 1, "groups", "axis", "epsilon"),
        new("InstanceNorm1d", Torch, "InstanceNorm", 0, "num_features", "eps"),
        new("InstanceNorm2d", Torch, "InstanceNorm", 0, "num_features", "eps"),
        new("InstanceNormalization", Onnx, "InstanceNorm", 0, "epsilon"),
        new("Dropout1d", Torch, "SpatialDropout1D", 0, "p"),
        new("Dropout2d", Torch, "SpatialDropout2D", 0, "p"),
        new("Swish", Keras, "SiLU", 0),

        // Shapes and merges
        new("Unflatten", Torch, "Reshape", 2, "dim", "unflattened_size"),
        new("Transpose", Onnx, "Permute", 1, "order"),
        new("ZeroPadding1D", Keras, "ZeroPad1D", 0, "border"),
        new("ZeroPadding2D", Keras, "ZeroPad2D", 0, "border"),
        new("ReflectionPad2d", Torch, "Pad2D", 0, "border"),
        new("Cropping1D", Keras, "Crop1D", 0, "border"),
        new("Cropping2D", Keras, "Crop2D", 0, "border"),
        new("UpSampling1D", Keras, "Upsample1D", 0, "size"),
        new("UpSampling2D", Keras, "Upsample2D", 0, "size"),
        new("Upsample", Torch, "Upsample2D", 0, "scale_factor"),
        new("Resize", Onnx, "Upsample2D", 0, "scale_factor"),
        new("Concatenate", Keras, "Concat", 0, "names"),
        new("Cat", Torch, "Concat", 0, "names"),
        new("Mul", Onnx, "Multiply", 0, "names"),
        new("Sub", Onnx, "Subtract", 0, "names"),
        new("InputLayer", Keras, "Input", 0, "shape"),
        new("Lambda", Keras, "Map", 0, "function"),

        // Losses
        Loss("MSELoss", Torch, "MeanSquaredError"),
        Loss("MeanSquaredError", Keras, "MeanSquaredError"),
        Loss("L1Loss", Torch, "MeanAbsoluteError"),
        Loss("MeanAbsoluteError", Keras, "MeanAbsoluteError"),
        Loss("CrossEntropyLoss", Torch, "SoftmaxCrossEntropy"),
        Loss("SoftmaxWithLoss", "Caffe", "SoftmaxCrossEntropy"),
        Loss("BCELoss", Torch, "BinaryCrossEntropy"),
        Loss("BCEWithLogitsLoss", Torch, "SigmoidCrossEntropy"),
        Loss("HuberLoss", Torch, "Huber"),
        Loss("SmoothL1Loss", Torch, "Huber"),
        Loss("KLDivLoss", Torch, "KullbackLeibler"),
        Loss("PoissonNLLLoss", Torch, "Poisson"),
        Loss("CTCLoss", Torch, "CTC"),
        Loss("TripletMarginLoss", Torch, "Triplet"),
        Loss("CategoricalCrossentropy", Keras, "CategoricalCrossEntropy"),
        Loss("SparseCategoricalCrossentropy", Keras, "CategoricalCrossEntropy"),
        Loss("BinaryCrossentropy", Keras, "BinaryCrossEntropy"),
        Loss("BinaryFocalCrossentropy", Keras, "Focal"),

        // Optimizers
        Optimizer("SGD", "SGD"),
        Optimizer("Adam", "Adam"),
        Optimizer("AdamW", "AdamW"),
        Optimizer("NAdam", "NAdam"),
        Optimizer("RMSprop", "RMSprop"),
        Optimizer("Adagrad", "Adagrad"),
        Optimizer("Adadelta", "Adadelta"),
        Optimizer("Compile", Keras, ""),
        Optimizer("Optimizer", "other libraries", ""),
    ];

    /// <summary>
    /// Ours for an argument of theirs, by the attribute where it matters; empty for one that has no place, since it is inferred. Those that
    /// differ in case and underscores alone need no line.
    /// </summary>
    public static IReadOnlyList<(string Name, string Layer, string Ours)> Arguments { get; } =
    [
        ("out_channels", "", "Filters"), ("channels", "", "Filters"), ("nb_filter", "", "Filters"),
        ("out_features", "", "Units"), ("hidden_size", "", "Units"), ("num_units", "", "Units"), ("num_output", "", "Units"),
        ("output_dim", "", "Units"), ("hidden_units", "", "Units"), ("hidden_dim", "", "Units"),
        ("kernel_size", "", "Kernel"), ("pool_size", "", "Kernel"), ("kernel_shape", "", "Kernel"), ("filter_size", "", "Kernel"),
        ("strides", "", "Stride"), ("dilation_rate", "", "Dilation"), ("dilations", "", "Dilation"), ("group", "", "Groups"),
        ("depth_multiplier", "", "Multiplier"), ("use_bias", "", "Bias"), ("nonlinearity", "", "Activation"),
        ("kernel_initializer", "", "Init"), ("embeddings_initializer", "", "Init"), ("recurrent_initializer", "", "RecurrentInit"),
        ("bias_initializer", "", "BiasInit"), ("p", "", "Rate"), ("prob", "", "Rate"), ("dropout_rate", "", "Rate"),
        ("dropout", "TransformerEncoder", "DropRate"),
        ("dropout", "TransformerDecoder", "DropRate"), ("activation", "TransformerEncoder", "Function"),
        ("activation", "TransformerDecoder", "Function"),
        ("norm_first", "", "PreNorm"), ("dim_feedforward", "", "FeedForward"), ("intermediate_dim", "", "FeedForward"),
        ("return_sequences", "", "Return"), ("num_layers", "", "Layers"), ("go_backwards", "", "Reverse"), ("unit_forget_bias", "", ""),
        ("num_heads", "", "Heads"), ("nhead", "", "Heads"), ("n_heads", "", "Heads"), ("key_dim", "", "HeadSize"),
        ("num_kv_heads", "", "KeyValueHeads"),
        ("input_dim", "Embedding", "Vocabulary"), ("num_embeddings", "", "Vocabulary"), ("vocab_size", "", "Vocabulary"),
        ("output_dim", "Embedding", "Dimension"), ("embedding_dim", "", "Dimension"), ("padding_idx", "", "PaddingIndex"),
        ("num_groups", "", "Groups"), ("epsilon", "", "Eps"), ("eps", "Train", "Epsilon"), ("negative_slope", "", "Slope"),
        ("alpha", "LeakyReLU", "Slope"),
        ("output_size", "", "Size"), ("target_shape", "", "Shape"), ("unflattened_size", "", "Shape"), ("dims", "", "Order"),
        ("n", "RepeatVector", "Count"),
        ("scale_factor", "", "Scale"), ("size", "Upsample1D", "Scale"), ("size", "Upsample2D", "Scale"), ("stddev", "", "StdDev"),
        ("lr", "", "LearningRate"), ("betas", "", ""), ("beta_1", "", "Beta1"), ("beta_2", "", "Beta2"), ("decay", "", "WeightDecay"),
        ("clipnorm", "", "ClipNormPerParameter"), ("global_clipnorm", "", "ClipNorm"), ("label_smoothing", "", "LabelSmoothing"),
        ("ignore_index", "", "IgnoreIndex"),

        // Inferred from what stands above
        ("in_features", "", ""), ("in_channels", "", ""), ("input_size", "", ""), ("input_shape", "", ""), ("input_dim", "", ""),
        ("input_length", "", ""), ("num_features", "", ""), ("num_channels", "", ""), ("normalized_shape", "", ""), ("embed_dim", "", ""),
        ("d_model", "", ""), ("batch_first", "", ""), ("batch_size", "Input", ""), ("axis", "", ""), ("dim", "", ""),
        ("start_dim", "", ""), ("data_format", "", ""), ("inplace", "", ""), ("device", "", ""), ("dtype", "", ""),
    ];

    /// <summary>Members of our enums that have another name elsewhere; empty for what has no counterpart.</summary>
    public static IReadOnlyList<(string Name, string Enum, string Ours)> Values { get; } =
    [
        ("linear", "Activation", "None"), ("identity", "Activation", "None"), ("swish", "Activation", "SiLU"),
        ("gelu_new", "Activation", "GELUTanh"),
        ("gelu_pytorch_tanh", "Activation", "GELUTanh"), ("hard_silu", "Activation", "HardSwish"), ("hardtanh", "Activation", ""),

        ("zero", "Init", "Zeros"), ("one", "Init", "Ones"), ("random_normal", "Init", "Normal"), ("random_uniform", "Init", "Uniform"),
        ("xavier_uniform", "Init", "GlorotUniform"), ("xavier_normal", "Init", "GlorotNormal"), ("xavier", "Init", "GlorotUniform"),
        ("kaiming_uniform", "Init", "HeUniform"), ("kaiming_normal", "Init", "HeNormal"), ("glorot", "Init", "GlorotUniform"),
        ("he", "Init", "HeNormal"),

        ("mse", "Loss", "MeanSquaredError"), ("mse_loss", "Loss", "MeanSquaredError"), ("l2", "Loss", "MeanSquaredError"),
        ("mae", "Loss", "MeanAbsoluteError"), ("l1", "Loss", "MeanAbsoluteError"), ("l1_loss", "Loss", "MeanAbsoluteError"),
        ("crossentropy", "Loss", "SoftmaxCrossEntropy"), ("cross_entropy_loss", "Loss", "SoftmaxCrossEntropy"),
        ("nll_loss", "Loss", ""), ("softmax", "Loss", "SoftmaxCrossEntropy"),
        ("sparse_categorical_crossentropy", "Loss", "CategoricalCrossEntropy"), ("bce", "Loss", "BinaryCrossEntropy"),
        ("bce_loss", "Loss", "BinaryCrossEntropy"),
        ("bce_with_logits", "Loss", "SigmoidCrossEntropy"), ("bce_with_logits_loss", "Loss", "SigmoidCrossEntropy"),
        ("smooth_l1", "Loss", "Huber"), ("smooth_l1_loss", "Loss", "Huber"), ("huber_loss", "Loss", "Huber"),
        ("kl_divergence", "Loss", "KullbackLeibler"),
        ("kldiv_loss", "Loss", "KullbackLeibler"), ("kld", "Loss", "KullbackLeibler"), ("cosine_similarity", "Loss", "CosineDistance"),
        ("categorical_hinge", "Loss", ""), ("squared_hinge", "Loss", ""),

        ("sgd_momentum", "Optimizer", "Momentum"), ("adamax", "Optimizer", ""), ("radam", "Optimizer", ""), ("lbfgs", "Optimizer", ""),
        ("ftrl", "Optimizer", ""),

        ("reflect", "PadMode", "Reflect"), ("symmetric", "PadMode", ""), ("edge", "PadMode", "Replicate"),
        ("linear", "Interpolation", "Bilinear"),
        ("float", "ElementType", "Float32"), ("int", "ElementType", "Int32"), ("long", "ElementType", "Int32"),
        ("int64", "ElementType", "Int32"),
    ];

    /// <summary>The layer of another library; null for a name of none.</summary>
    public static ForeignLayer? Find(string name) => ByName.TryGetValue(Plain(name), out ForeignLayer layer) ? layer : null;

    /// <summary>Without case, underscores and what ends a name for no reason.</summary>
    public static string Plain(string name) => name.Replace("_", "").ToLowerInvariant();

    private static readonly Dictionary<string, ForeignLayer> ByName =
        Layers.GroupBy(l => Plain(l.Name)).ToDictionary(g => g.Key, g => g.First());

    private static ForeignLayer Loss(string name, string library, string ours) => new(name, library, "Loss", 0) { Given = $"Loss.{ours}" };

    private static ForeignLayer Optimizer(string name, string ours) => Optimizer(name, $"{Torch} and {Keras}", ours);

    private static ForeignLayer Optimizer(string name, string library, string ours) => ours.Length == 0
        ? new(name, library, "Train", 0, "optimizer")
        : new(name, library, "Train", 0, "learning_rate") { Given = $"Optimizer = Optimizer.{ours}" };
}
