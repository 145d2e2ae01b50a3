namespace DeepDsl.Compiler.Print.Members;

/// <summary>A parameter of an emitted method.</summary>
/// <param name="Doc">XML.</param>
internal sealed record MethodParameter(string Type, string Name, string Doc, string Default = "")
{
    /// <summary>Its type, as <see cref="Spec.MemberSpec"/> has those of the user's methods.</summary>
    public string Signature => Type.StartsWith("in ", StringComparison.Ordinal) ? "ref " + Type.Substring(3) : Type.TrimEnd('?');

    public string Declaration => $"{Type} {Name}{(Default.Length > 0 ? " = " + Default : "")}";
}
