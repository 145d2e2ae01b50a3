namespace Authors;

/// <summary>Who wrote a sentence.</summary>
public enum Author { Austen, Twain }
