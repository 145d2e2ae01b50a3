namespace DeepDsl.Onnx;

/// <summary>How an ONNX file holds weights of two axes and more. What is computed, and all other numbers, stay floats of 32 bits.</summary>
public enum OnnxWeights
{
    /// <summary>As the model has them.</summary>
    Float32,

    /// <summary>In half the bytes, with 11 bits of each number instead of 24. A weight beyond 65504 is refused.</summary>
    Float16,

    /// <summary>
    /// In a quarter of the bytes: whole numbers from -127 to 127, times one number for each place of the last axis, which is what the weight
    /// gives. An embedding of 256 numbers has 256 such, a convolution one for each of its channels.
    /// </summary>
    Int8,
}
