using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>Four lines of an operand at four neighbouring places of the depth: of each place the four lines' values.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Lines4(Float4 Depth0, Float4 Depth1, Float4 Depth2, Float4 Depth3);
