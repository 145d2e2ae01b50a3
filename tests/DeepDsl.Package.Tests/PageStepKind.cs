namespace DeepDsl.Package.Tests;

/// <summary>What a reader does with a block of a page.</summary>
internal enum PageStepKind
{
    /// <summary>Writes it into a file.</summary>
    Write,

    /// <summary>Runs it, a command a line.</summary>
    Run,

    /// <summary>Runs a command that ends with an error.</summary>
    Fail,

    /// <summary>Runs a server, which goes on while the rest is read.</summary>
    Start,

    /// <summary>Sees it, letter by letter; lines that are "..." stand for any.</summary>
    Prints,

    /// <summary>Sees it with other numbers, such as times; an accuracy is not much lower.</summary>
    PrintsLike,
}
