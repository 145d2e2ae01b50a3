namespace DeepDsl;

/// <summary>The order of axes in a file of weights.</summary>
public enum WeightLayout
{
    /// <summary>As in the model: [I, O] and [Kh, Kw, I / groups, O].</summary>
    Canonical,

    /// <summary>As in PyTorch: [O, I] and [O, I / groups, Kh, Kw].</summary>
    PyTorch,
}
