namespace Authors;

/// <summary>A sentence, and who wrote it.</summary>
internal sealed record Sentence(string Text, Author Author);
