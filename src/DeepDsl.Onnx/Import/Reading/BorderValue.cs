namespace DeepDsl.Onnx;

/// <summary>An input or output as a file declares it.</summary>
/// <param name="Name">Of the value.</param>
/// <param name="Type">Of its elements, by ONNX's number.</param>
/// <param name="Shape">Null where the file does not say.</param>
internal sealed record BorderValue(string Name, int Type, IReadOnlyList<BorderSize>? Shape);

/// <summary>A size at the border.</summary>
/// <param name="Size">Null where each call sets it.</param>
/// <param name="Symbol">What it is called then; may be empty.</param>
internal sealed record BorderSize(long? Size, string Symbol);
