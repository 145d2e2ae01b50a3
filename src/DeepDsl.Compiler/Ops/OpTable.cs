using DeepDsl.Compiler.Ops.Activations;
using DeepDsl.Compiler.Ops.Attentions;
using DeepDsl.Compiler.Ops.Convolutions;
using DeepDsl.Compiler.Ops.Graphs;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Ops.Noise;
using DeepDsl.Compiler.Ops.Norms;
using DeepDsl.Compiler.Ops.Pools;
using DeepDsl.Compiler.Ops.Recurrent;
using DeepDsl.Compiler.Ops.Shapes;
using DeepDsl.Compiler.Ops.Signals;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>The table of contents: every kind of layer, one line each.</summary>
public static class OpTable
{
    public static IReadOnlyList<Op> All { get; } =
    [
        // Products
        new Dense(),
        new Conv1D(),
        new Conv2D(),
        new Conv3D(),
        new DepthwiseConv1D(),
        new DepthwiseConv2D(),
        new SeparableConv1D(),
        new SeparableConv2D(),
        new ConvTranspose1D(),
        new ConvTranspose2D(),
        new ConvTranspose3D(),

        // Tokens
        new Embedding(),
        new Unembed(),
        new SparseRows(),

        // Graphs
        new GraphConv(),
        new GraphSage(),
        new GraphIsomorphism(),
        new GraphAttention(),

        // Coordinates
        new FourierFeatures(),

        // Signals
        new FFT(),
        new InverseFFT(),
        new STFT(),
        new Spectrogram(),
        new MelSpectrogram(),
        new SpectralFilter(),

        // Sequences
        new SimpleRNN(),
        new LSTM(),
        new GRU(),

        // Attention
        new MultiHeadAttention(),
        new RelativeAttention(),
        new Attention(),
        new AdditiveAttention(),
        new LocalAttention(),
        new SinusoidalPositions(),
        new LearnedPositions(),
        new ClassToken(),

        // Pools
        new MaxPool1D(),
        new MaxPool2D(),
        new MaxPool3D(),
        new AvgPool1D(),
        new AvgPool2D(),
        new AvgPool3D(),
        new GlobalMaxPool1D(),
        new GlobalSumPool1D(),
        new GlobalMaxPool2D(),
        new GlobalMaxPool3D(),
        new GlobalAvgPool1D(),
        new GlobalAvgPool2D(),
        new GlobalAvgPool3D(),
        new AdaptiveMaxPool1D(),
        new AdaptiveMaxPool2D(),
        new AdaptiveAvgPool1D(),
        new AdaptiveAvgPool2D(),

        // Activations
        new ReLU(),
        new ReLU6(),
        new LeakyReLU(),
        new PReLU(),
        new ELU(),
        new SELU(),
        new GELU(),
        new GELUTanh(),
        new SiLU(),
        new Mish(),
        new Sigmoid(),
        new Tanh(),
        new Softplus(),
        new Softsign(),
        new HardSigmoid(),
        new HardSwish(),
        new Softmax(),
        new LogSoftmax(),
        new Map(),

        // Functions of tensors
        new Compute(),

        // Norms
        new BatchNorm(),
        new LayerNorm(),
        new GroupNorm(),
        new InstanceNorm(),
        new RMSNorm(),

        // Noise
        new Dropout(),
        new SpatialDropout1D(),
        new SpatialDropout2D(),
        new AlphaDropout(),
        new DropPath(),
        new GaussianNoise(),
        new Reparameterize(),

        // Shapes
        new Flatten(),
        new Reshape(),
        new Permute(),
        new RepeatVector(),
        new FirstStep(),
        new FillPadding(),
        new ZeroPad1D(),
        new ZeroPad2D(),
        new Pad1D(),
        new Pad2D(),
        new Crop1D(),
        new Crop2D(),
        new Upsample1D(),
        new Upsample2D(),

        // Merges
        new Identity(),
        new Add(),
        new Subtract(),
        new Multiply(),
        new Dot(),
        new Average(),
        new Maximum(),
        new Concat(),
        new Shortcut(),
    ];

    private static readonly Dictionary<string, Op> ByName = All.ToDictionary(o => o.Name);

    public static Op? Find(string name) => ByName.TryGetValue(name, out Op op) ? op : null;

    /// <summary>The static methods that the arguments of a layer or loss name.</summary>
    public static IEnumerable<string> FunctionsOf(AttributeSpec attribute)
    {
        IEnumerable<string> arguments = attribute.Kind == LossSpec.AttributeName ? [LossSpec.FunctionName]
            : Find(attribute.Kind)?.Arguments.Where(a => a.Type == ArgumentType.Function).Select(a => a.Name) ?? [];
        return arguments.Select(attribute.Text).Where(name => name.Length > 0);
    }

    /// <summary>The op that an Activation argument names.</summary>
    public static ActivationOp Activation(string name) => (ActivationOp)ByName[name];
}
