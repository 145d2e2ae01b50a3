namespace DeepDsl;

/// <summary>The use of a block; the generator derives one attribute from it for each block.</summary>
public abstract class BlockUseAttribute : LayerAttribute
{
    /// <summary>How many times the block stands in a row.</summary>
    public int Repeat { get; set; } = 1;
}
