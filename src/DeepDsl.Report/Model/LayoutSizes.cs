namespace DeepDsl.Report;

/// <summary>How large nodes are drawn, and what is left between them.</summary>
internal readonly record struct LayoutSizes(double Width, double Height, double Gap);
