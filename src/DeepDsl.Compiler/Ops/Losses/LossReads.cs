namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>What a loss takes the values of its output for.</summary>
public enum LossReads
{
    /// <summary>Any numbers.</summary>
    Numbers,

    /// <summary>Numbers whose sign decides.</summary>
    Scores,

    /// <summary>Numbers to which the loss applies softmax or sigmoid itself.</summary>
    Logits,

    /// <summary>Numbers from 0 to 1.</summary>
    Probabilities,
}
