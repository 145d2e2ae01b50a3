using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <param name="Now">NAdam's momentum at this step.</param>
/// <param name="Next">At the next one.</param>
/// <param name="Product">Of all up to this step.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct NAdamMomentum(double Now, double Next, double Product);
