namespace DeepDsl.Compiler.Print.Members;

/// <summary>A parameter of an emitted method.</summary>
/// <param name="Doc">XML.</param>
internal sealed record MethodParameter(string Type, string Name, string Doc, string Default = "")
{
    public string Declaration => $"{Type} {Name}{(Default.Length > 0 ? " = " + Default : "")}";
}
