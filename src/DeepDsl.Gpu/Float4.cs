using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>Four neighbouring floats, which a kernel loads at once where they begin at a multiple of 16 bytes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Float4(float X, float Y, float Z, float W);
