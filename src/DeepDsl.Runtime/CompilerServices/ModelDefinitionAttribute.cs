using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>On a model: its layers as text, by which models of other assemblies extend it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModelDefinitionAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}
