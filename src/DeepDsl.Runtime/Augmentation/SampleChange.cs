namespace DeepDsl;

/// <summary>A change of one sample in place, for <see cref="Augment.Custom"/>. It is called on several threads.</summary>
/// <param name="values">Of one sample, row-major.</param>
/// <param name="shape">Such as <c>[H, W, C]</c>.</param>
/// <param name="random">The only thing to draw from, so that fits repeat.</param>
public delegate void SampleChange(Span<float> values, ReadOnlySpan<int> shape, ref AugmentRandom random);
