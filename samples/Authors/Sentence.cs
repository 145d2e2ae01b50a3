namespace Authors;

/// <summary>The words of a sentence, and who wrote it.</summary>
internal sealed record Sentence(string[] Words, Author Author);
