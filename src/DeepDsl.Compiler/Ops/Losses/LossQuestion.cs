namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>What the output of a loss answers.</summary>
public enum LossQuestion
{
    /// <summary>Only the user knows.</summary>
    Unknown,

    /// <summary>How much.</summary>
    Number,

    /// <summary>Which one of the classes along the last dimension.</summary>
    Class,

    /// <summary>Yes or no, each value by itself.</summary>
    YesOrNo,
}
