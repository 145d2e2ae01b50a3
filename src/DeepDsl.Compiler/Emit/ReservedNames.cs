namespace DeepDsl.Compiler.Emit;

/// <summary>
/// Names that no generated member may bear: inside the attributes of a class its members come before the types around it, so that a
/// member called Loss would hide the enum from [Loss(Loss.Huber)].
/// </summary>
public static class ReservedNames
{
    /// <summary>Public types of the namespace DeepDsl that are written by name, so all but attributes; a test compares it with the runtime.</summary>
    public static IReadOnlyCollection<string> Types { get; } = new HashSet<string>
    {
        "Activation", "ElementType", "Init", "Loss", "Of", "Optimizer", "Otherwise", "Padding",
    };

    /// <summary>Members that a block's attribute inherits.</summary>
    private static readonly HashSet<string> AttributeMembers =
    [
        "Name", "From", "When", "Repeat", "Share", "TypeId", "Match", "IsDefaultAttribute", "Equals", "GetHashCode", "GetType", "ToString",
    ];

    /// <summary>Why a block's parameter may not have the name; null where it may. C# allows a type's own name: const Padding Padding.</summary>
    public static string? OfParameter(string name, string type) =>
        AttributeMembers.Contains(name) ? "has the name of a member that every layer has"
        : Types.Contains(name) && name != type ? $"hides the type {name} inside the attributes of its class" : null;
}
