namespace DeepDsl;

/// <summary>What training minimises; with several, their weighted sum.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public sealed class LossAttribute : Attribute
{
    /// <summary>A loss of the library.</summary>
    public LossAttribute(Loss kind) => Kind = kind;

    /// <summary>A static method of the class, taking a prediction and its target.</summary>
    public LossAttribute(string function) => Function = function;

    /// <summary>The loss.</summary>
    public Loss Kind { get; }

    /// <summary>Name of the method, for a custom loss.</summary>
    public string Function { get; } = "";

    /// <summary>The output it reads, where there are several.</summary>
    public string Output { get; set; } = "";

    /// <summary>Its share in the sum.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>Mixes targets with the uniform distribution, in [0, 1): cross-entropies and focal loss.</summary>
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// What each class counts in the mean, one weight per class of the output (two where it is one value): cross-entropies and focal loss.
    /// </summary>
    public double[] ClassWeights { get; set; } = [];

    /// <summary>
    /// The label of positions that count nothing, such as -100 or that of padding: the mean is over the others, and 0 where there are none.
    /// Cross-entropies of exclusive classes, which then take int labels alone. Without it every position counts. Of <see cref="Loss.CTC"/> what
    /// stands behind the last label, -1 where it is not given.
    /// </summary>
    public int IgnoreIndex { get; set; } = int.MinValue;

    /// <summary>
    /// Classes that each training step draws in place of all, beside the label's own: <see cref="Loss.SoftmaxCrossEntropy"/> over many. The
    /// output is that of a [Dense] without activation or of an [Unembed], of whose vectors training reads and moves those of these classes.
    /// A training step has no scores then; predictions and evaluation compute all. 0 draws none.
    /// </summary>
    public int Samples { get; set; }

    /// <summary>
    /// Whether <see cref="Samples"/> are drawn with one chance for all classes. Otherwise class c has the chance
    /// ln((c + 2) / (c + 1)) / ln(Classes + 1), which is how often words occur where the most frequent is number 0.
    /// </summary>
    public bool UniformSamples { get; set; }

    /// <summary>The class that <see cref="Loss.CTC"/> reads as nothing.</summary>
    public int Blank { get; set; }

    /// <summary>How many labels a sample of <see cref="Loss.CTC"/> has at most; 0 for as many as the output has steps.</summary>
    public int MaxLabels { get; set; }

    /// <summary>
    /// Whether samples whose labels need more steps than there are have no loss and no gradient in <see cref="Loss.CTC"/>. Otherwise they are
    /// refused, by their own steps where the output's sequences are padded.
    /// </summary>
    public bool ZeroInfinity { get; set; }

    /// <summary>Error at which <see cref="Loss.Huber"/> turns from squared to linear.</summary>
    public double Delta { get; set; } = 1;

    /// <summary>How little <see cref="Loss.Focal"/> counts what is classified well already: (1 - p)^Gamma.</summary>
    public double Gamma { get; set; } = 2;

    /// <summary>Weight of ones against zeros, 1 - Alpha, in <see cref="Loss.Focal"/>; negative for none.</summary>
    public double Alpha { get; set; } = 0.25;

    /// <summary>How much nearer <see cref="Loss.Triplet"/> wants the like than the other.</summary>
    public double Margin { get; set; } = 1;

    /// <summary>What <see cref="Loss.InfoNCE"/> divides cosines by: the smaller, the more the nearest count.</summary>
    public double Temperature { get; set; } = 0.1;

    /// <summary>The share of targets below the prediction that <see cref="Loss.Quantile"/> aims at, in (0, 1): 0.5 is the median.</summary>
    public double Share { get; set; } = 0.5;

    /// <summary>Added above and below the line of <see cref="Loss.Dice"/> and <see cref="Loss.Tversky"/>: nothing found of nothing is no loss.</summary>
    public double Smooth { get; set; } = 1;

    /// <summary>What counts each position that <see cref="Loss.Tversky"/> finds too much.</summary>
    public double FalsePositives { get; set; } = 0.3;

    /// <summary>What counts each position that <see cref="Loss.Tversky"/> misses.</summary>
    public double FalseNegatives { get; set; } = 0.7;

    /// <summary>
    /// Whether the output is logits, to which <see cref="Loss.Focal"/>, <see cref="Loss.Dice"/> and <see cref="Loss.Tversky"/> apply
    /// sigmoid and <see cref="Loss.KullbackLeibler"/> softmax.
    /// </summary>
    public bool FromLogits { get; set; } = true;
}
