namespace DeepDsl.Compiler.Print.Members;

/// <summary>A parameter or state of a layer, as a member of the layer's type.</summary>
/// <param name="Name">Its name in the network.</param>
/// <param name="Place">Which of the network's it is; null where the depth varies, so that a place is another's, or nobody's.</param>
/// <param name="Type">What the runtime calls it.</param>
internal sealed record MemberTensor(string Name, string Role, int? Place, string Type, string Shape)
{
    public const string Parameter = "Parameter";
    public const string State = "RunningState";

    /// <summary>The shape of what a layer that can't be built would have.</summary>
    public const string Unknown = "unknown";

    public string Member => Text.Pascal(Role);
}
