namespace DeepDsl.Text;

/// <summary>Texts as rows of tokens of one length.</summary>
/// <param name="Tokens">The tokens, <c>[texts, length]</c>, filled up behind each text.</param>
/// <param name="Lengths">How many tokens of its own each row has; what the input takes that <c>Lengths</c> names.</param>
/// <param name="Length">Tokens of a row.</param>
/// <param name="Cut">How many texts had more tokens, of which the first are there.</param>
public sealed record EncodedTexts(int[] Tokens, int[] Lengths, int Length, int Cut);
