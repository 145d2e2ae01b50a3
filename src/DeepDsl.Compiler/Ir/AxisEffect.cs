namespace DeepDsl.Compiler.Ir;

/// <summary>What a primitive does to the axes of the values it reads.</summary>
public enum AxisEffect
{
    /// <summary>The axes of the result are its own.</summary>
    Makes,

    /// <summary>The result has the axes of the inputs, in their order.</summary>
    Keeps,

    /// <summary>The result has the axes of the input in another order.</summary>
    Permutes,

    /// <summary>Windows slide over the axes between batch and channels.</summary>
    Slides,
}
