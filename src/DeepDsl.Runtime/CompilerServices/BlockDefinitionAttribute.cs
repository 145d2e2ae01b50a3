using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>On the attribute of a block: its layers as text, from which other assemblies compile its uses.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BlockDefinitionAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}
