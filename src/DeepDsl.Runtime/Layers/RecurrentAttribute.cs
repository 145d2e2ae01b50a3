namespace DeepDsl;

/// <summary>
/// A layer that goes through a sequence step by step and carries a state from each to the next. Its parameters have PyTorch's names:
/// <c>weight_ih_l0</c> reads the input, <c>weight_hh_l0</c> the state, <c>bias_ih_l0</c> and <c>bias_hh_l0</c> are added; <c>l1</c> is the
/// second layer of a stack, and <c>_reverse</c> the other direction.
/// </summary>
/// <param name="units">Size of the state.</param>
public abstract class RecurrentAttribute(int units) : WeightedLayerAttribute
{
    /// <summary>Size of the state.</summary>
    public int Units { get; } = units;

    /// <summary>Whether the layer gives its state at each step or after the last.</summary>
    public Return Return { get; set; }

    /// <summary>Goes from the last step to the first. What it gives for a step still stands where the step does.</summary>
    public bool Reverse { get; set; }

    /// <summary>Goes through the sequence in both directions, each with parameters of its own, and joins what they give.</summary>
    public Merge Bidirectional { get; set; }

    /// <summary>Layers on top of each other, each over the sequence of the one below.</summary>
    public int Layers { get; set; } = 1;

    /// <summary>In training, drops elements between the layers of a stack with this probability.</summary>
    public double Dropout { get; set; }

    /// <summary>In training, drops elements of the state that products read with this probability, the same ones in all steps.</summary>
    public double RecurrentDropout { get; set; }

    /// <summary>
    /// Normalizes in each step what the gates read, as Ba et al. (2016) do, with gains <c>norm_ih_l0</c> and <c>norm_hh_l0</c>; the biases are
    /// added behind it. An LSTM takes the gates of the input and those of the state apart, each <c>[4 * Units]</c> together, and the cell
    /// where it is shown, by <c>norm_c_l0</c> and <c>bias_c_l0</c>; a GRU likewise r and z together and n by itself; a plain layer takes the
    /// sum, by <c>norm_hh_l0</c> alone.
    /// </summary>
    public bool LayerNorm { get; set; }

    /// <summary>
    /// Steps of a segment: training keeps states where segments end and computes the steps between again for the gradient, which takes less
    /// memory and another forward pass. It divides the number of steps, which is constant. Gradients are the same bits. 0 keeps every step.
    /// </summary>
    public int Checkpoint { get; set; }

    /// <summary>
    /// Names of values <c>[Units]</c> to start from rather than zero: for each layer, and there for each direction, all that it carries.
    /// </summary>
    public string[] InitialState { get; set; } = [];

    /// <summary>
    /// Names for what is carried out of the last step, each <c>[Units]</c>: in the order of <see cref="InitialState"/>, so that a decoder
    /// may go on from there.
    /// </summary>
    public string[] FinalState { get; set; } = [];

    /// <summary>Whether biases are added.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>How the weights of the input start, those of each gate by themselves.</summary>
    public Init Init { get; set; } = Init.GlorotUniform;

    /// <summary>How the weights of the state start, those of each gate by themselves.</summary>
    public Init RecurrentInit { get; set; } = Init.Orthogonal;

    /// <summary>Adds L1 * sum(|weight|) to the loss.</summary>
    public double L1 { get; set; }

    /// <summary>Adds L2 * sum(weight^2) to the loss.</summary>
    public double L2 { get; set; }
}
