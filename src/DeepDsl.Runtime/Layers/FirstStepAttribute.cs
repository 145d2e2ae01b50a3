namespace DeepDsl;

/// <summary>The first step of a sequence: <c>y[..] = x[0, ..]</c>. Input <c>[T, ..]</c>, output <c>[..]</c>.</summary>
public sealed class FirstStepAttribute : LayerAttribute;
