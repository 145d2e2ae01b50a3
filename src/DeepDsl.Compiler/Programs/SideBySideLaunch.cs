namespace DeepDsl.Compiler.Programs;

/// <summary>
/// Small launches that do not wait for each other as one, of which some groups run the one and some the other. On a GPU alone.
/// </summary>
/// <param name="Layer">That of the first.</param>
/// <param name="Members">In any order.</param>
public sealed record SideBySideLaunch(string Layer, IReadOnlyList<Launch> Members)
    : Launch(Layer, [.. Members.SelectMany(m => m.Reads).Distinct()], [.. Members.SelectMany(m => m.Writes)]);
