namespace DeepDsl.Compiler;

/// <summary>
/// How large a declaration may be. Each number is far above what sound models have, and small enough that whatever lies within is compiled
/// in seconds, on the stack that the smallest host gives; what lies beyond is one error at its place.
/// </summary>
public static class Limits
{
    /// <summary>
    /// Operators, calls and casts of one expression, with the functions and constants that it uses put in. The longest approximations of
    /// special functions have some sixty; a derivative grows with the square.
    /// </summary>
    public const int Operations = 400;

    /// <summary>
    /// Parentheses, calls and constants inside one another in an expression; a sum of any number of terms is one. Polynomials in Horner's
    /// form have their degree.
    /// </summary>
    public const int Nesting = 100;

    /// <summary>The largest dimension that is set at run time; a text of a million tokens is a long one.</summary>
    public const int Extent = 1 << 24;

    /// <summary>Layers of a model, with those of each use of its blocks. ResNet-1001 has 3,500.</summary>
    public const int Layers = 10_000;

    /// <summary>Blocks inside one another; people write three or four.</summary>
    public const int BlockNesting = 20;

    /// <summary>Values that one layer joins. DenseNet-264 joins 64.</summary>
    public const int JoinedValues = 1_000;

    /// <summary>Inputs of a model, and outputs: each is a parameter of generated methods.</summary>
    public const int Borders = 250;

    /// <summary>Combinations of the values of tuned constants, each of which is compiled as a model of its own.</summary>
    public const int Variants = 16;

    /// <summary>Axes of a value, each of which may become a loop.</summary>
    public const int Axes = 8;

    /// <summary>
    /// Characters of a layer's name with those of the blocks around it, which name generated types: metadata takes 1,023 bytes, of which a
    /// letter may be three.
    /// </summary>
    public const int NameLength = 300;

    /// <summary>
    /// Numbers that a table in the program has for one purpose: one for each class that labels can name, or for each place of an
    /// upsampling. The largest vocabularies have 256,000 words.
    /// </summary>
    public const int Table = 1 << 18;

    /// <summary>
    /// Classes of a target that is a distribution over them, for which the plan has room beside the output. Of more, labels alone are taken:
    /// the target of a vocabulary would be as large as its logits.
    /// </summary>
    public const int Distribution = 1 << 12;

    /// <summary>Flattened images side by side in one value, each of which PyTorch has in another order.</summary>
    public const int FeatureRuns = 4096;
}
