namespace DeepDsl;

/// <summary>The use of a block; the generator derives one attribute from it for each block.</summary>
public abstract class BlockUseAttribute : LayerAttribute
{
    /// <summary>How many times the block stands in a row.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>
    /// Names of values to start from rather than zero. Of a cell each is of its state's shape: for each repetition, and there for each
    /// direction, all states in their order. Of another block there are two: the memories of all layers in it that keep one, <c>[layers, M, C]</c>,
    /// and how many steps those hold, <c>[1]</c> (<see cref="RelativeAttentionAttribute.InitialState"/>).
    /// </summary>
    public string[] InitialState { get; set; } = [];

    /// <summary>Names for what is left to the next segment or carried out of the last step, in the order of <see cref="InitialState"/>.</summary>
    public string[] FinalState { get; set; } = [];
}
