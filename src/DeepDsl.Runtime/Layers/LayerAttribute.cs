namespace DeepDsl;

/// <summary>A layer of a model or block. Data flows down the stack of these attributes in source order.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>Name of the layer's output, for <see cref="From"/> and merges, and of its member and parameters.</summary>
    public string Name { get; set; } = "";

    /// <summary>Reads the named value instead of the one above.</summary>
    public string From { get; set; } = "";

    /// <summary>False leaves the layer out; inside a block an expression over its parameters.</summary>
    public bool When { get; set; } = true;

    /// <summary>
    /// True applies it to each step by itself, with the same parameters: steps lie along the first axis, as the images of a film
    /// <c>[T, H, W, C]</c>. A norm of the batch takes the steps of all samples together.
    /// </summary>
    public bool PerStep { get; set; }

    /// <summary>
    /// Name of the layer in PyTorch's layout of a file of weights, such as "features.0". It stands behind those of the blocks around it, of
    /// which one without a name adds nothing. A block with Repeat counts the number at its end on.
    /// </summary>
    public string TorchName { get; set; } = "";

    /// <summary>
    /// The name that the layer had when files of weights were saved, such as "dense1", which it had by its number: a load finds its parameters
    /// there. Of a block with Repeat the name without the number.
    /// </summary>
    public string WasNamed { get; set; } = "";
}

/// <summary>A layer with parameters.</summary>
public abstract class WeightedLayerAttribute : LayerAttribute
{
    /// <summary>Uses the parameters of the named layer.</summary>
    public string Share { get; set; } = "";

    /// <summary>False: its parameters keep their values and no gradient is computed for them.</summary>
    public bool Trainable { get; set; } = true;

    /// <summary>Factor on the learning rate for its parameters, whatever the optimizer.</summary>
    public double LearningRate { get; set; } = 1;
}

/// <summary>A layer with a weight, a bias and an activation.</summary>
public abstract class KernelLayerAttribute : WeightedLayerAttribute
{
    /// <summary>Applied to the result, fused.</summary>
    public Activation Activation { get; set; }

    /// <summary>Whether a bias is added.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How the weight starts; by default as fits the activation.</summary>
    public Init Init { get; set; }

    /// <summary>The constant, range or deviation of <see cref="Init"/>, where it takes one.</summary>
    public double InitValue { get; set; }

    /// <summary>How the bias starts.</summary>
    public Init BiasInit { get; set; } = Init.Zeros;

    /// <summary>The constant, range or deviation of <see cref="BiasInit"/>.</summary>
    public double BiasInitValue { get; set; }

    /// <summary>Adds L1 * sum(|weight|) to the loss.</summary>
    public double L1 { get; set; }

    /// <summary>Adds L2 * sum(weight^2) to the loss.</summary>
    public double L2 { get; set; }

    /// <summary>After each update, the weights into each unit are scaled down to this norm; 0 for no bound.</summary>
    public double MaxNorm { get; set; }

    /// <summary>
    /// Name of a static method of the class, <c>float P(float w)</c>: in training the loss has the sum of P over all elements of the weight.
    /// </summary>
    public string Penalty { get; set; } = "";

    /// <summary>Name of a static method of the class, <c>float C(float w)</c>: after each update, each element of the weight becomes C of it.</summary>
    public string Constraint { get; set; } = "";
}
