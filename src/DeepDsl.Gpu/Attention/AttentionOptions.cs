using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>Which of the views of attention there are that need not be.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct AttentionOptions(bool KeyLengths, bool QueryLengths, bool Slopes, bool DropRate, bool LogSums);
