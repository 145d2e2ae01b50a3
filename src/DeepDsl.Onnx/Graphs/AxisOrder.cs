namespace DeepDsl.Onnx;

/// <summary>Where the channels of a value with a batch and spatial axes are.</summary>
internal enum AxisOrder
{
    /// <summary>Behind all others, as in the compiler's graph.</summary>
    ChannelsLast,

    /// <summary>Behind the batch, as ONNX's windows have them.</summary>
    ChannelsFirst,
}
