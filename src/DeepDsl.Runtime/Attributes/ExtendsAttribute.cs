namespace DeepDsl;

/// <summary>
/// The model begins with the layers of another: its own come behind them. Inputs, blocks and functions come along, and so do names, hence
/// the names of parameters: a file of weights of the other has a value for each. A layer of the model's own never gets, by its number alone,
/// a name that the other has for a layer that does not come along. What is trained, the loss and outputs are the model's own.
/// </summary>
/// <param name="model">The other model, a class marked [Model] of this project or of a referenced one.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExtendsAttribute(Type model) : Attribute
{
    /// <summary>The other model.</summary>
    public Type Model { get; } = model;

    /// <summary>Name of the last of its layers, or of its blocks, that the model begins with; all of them without.</summary>
    public string Until { get; set; } = "";

    /// <summary>
    /// False: those layers keep their values, whatever they say themselves. No gradient is computed for them, and batch norms among them
    /// normalize by their running statistics, which stay as they are.
    /// </summary>
    public bool Trainable { get; set; } = true;
}
