using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <param name="Moves">Trainable and not frozen.</param>
/// <param name="Decays">Weight decay reaches it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ParameterTreatment(bool Moves, bool Decays);
