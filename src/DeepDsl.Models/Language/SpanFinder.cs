namespace DeepDsl.Models;

/// <summary>
/// The head that answers a question by a part of the text: from [T, C] to [2, T], scores of where the answer begins and of where it ends.
/// </summary>
[Block]
[Dense(2, TorchName = "qa_outputs"), Permute(1, 0)]
public partial class SpanFinder;
