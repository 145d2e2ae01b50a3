namespace DeepDsl;

/// <summary>The order of the values in a file of weights.</summary>
public enum WeightLayout
{
    /// <summary>As in the model: [I, O] and [Kh, Kw, I / groups, O].</summary>
    Canonical,

    /// <summary>
    /// As in PyTorch: [O, I] and [O, I / groups, Kh, Kw]. Behind a Flatten, the rows of a dense layer and the vectors of a norm are in the
    /// order in which PyTorch flattens [C, H, W]; in front of a Reshape to an image, likewise. A [T, C] that comes from convolutions or
    /// pools is [C, T] there. A model that permutes axes itself keeps the order that it gives them. Tensors have the names that
    /// <see cref="NamedTensor.TorchName"/> says.
    /// </summary>
    PyTorch,
}
