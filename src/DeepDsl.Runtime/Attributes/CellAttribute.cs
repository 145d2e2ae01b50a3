namespace DeepDsl;

/// <summary>
/// The partial class is the step of a recurrent layer, written as a block is, and becomes an attribute of its name. Its layers read a step of
/// the input, by the name <c>x</c>, and its states; what they give is the output of the step. Input <c>[T, ..]</c>, output <c>[T, ..]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class CellAttribute : Attribute;
