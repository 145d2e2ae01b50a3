namespace DeepDsl;

/// <summary>
/// The use of a cell: a layer that goes through a sequence <c>[T, ..]</c> step by step. The generator derives one attribute from it for each
/// cell. With Repeat, each goes over the sequence of the one before.
/// </summary>
public abstract class CellUseAttribute : BlockUseAttribute
{
    /// <summary>Whether it gives what the cell gives at each step or after the last.</summary>
    public Return Return { get; set; }

    /// <summary>Goes from the last step to the first. What it gives for a step still stands where the step does.</summary>
    public bool Reverse { get; set; }

    /// <summary>Goes through the sequence in both directions, each with parameters of its own, and joins what they give.</summary>
    public Merge Bidirectional { get; set; }

    /// <summary>
    /// Steps of a segment: training keeps states where segments end and computes the steps between again for the gradient, which takes less
    /// memory and another forward pass. It divides the number of steps, which is constant. Gradients are the same bits. 0 keeps every step.
    /// </summary>
    public int Checkpoint { get; set; }
}
