namespace DeepDsl.Compiler.Print.Members;

/// <summary>A dimension that calls set.</summary>
/// <param name="Name">As in shapes: T.</param>
/// <param name="Parameter">Its name as a parameter of generated methods.</param>
/// <param name="Min">The smallest that it may be.</param>
/// <param name="Max">The largest that it may be.</param>
public sealed record BorderSymbol(string Name, string Parameter, double Min, double Max)
{
    /// <summary>XML.</summary>
    public string Doc => $"<c>{Name}</c> of each sample, from {Min} to {Max}.";
}
