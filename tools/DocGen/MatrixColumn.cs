using DeepDsl.Compiler.Ops;

namespace DocGen;

/// <summary>A place where layers may run, or a file that they may be read from.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Evidence">What shows what its cells claim, as a sentence that names the tests.</param>
/// <param name="Cell">What is said of a layer: "yes", perhaps with a condition behind a comma, or why not.</param>
internal sealed record MatrixColumn(string Title, string Evidence, Func<Op, string> Cell);
