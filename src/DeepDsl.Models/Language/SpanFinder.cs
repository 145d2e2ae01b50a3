namespace DeepDsl.Models;

/// <summary>
/// The head that answers a question by a part of the text: from [T, C] to [2, T], scores of where the answer begins and of where it ends,
/// which is never in the padding.
/// </summary>
[Block]
[Dense(2, TorchName = "qa_outputs"), FillPadding(Value = -1e9), Permute(1, 0)]
public partial class SpanFinder;
