namespace DeepDsl.Compiler.Ops;

/// <summary>What a layer does with the steps of padded sequences, of which the last may be padding.</summary>
public enum StepUse
{
    /// <summary>Joins steps, without knowing which are padding; so it can't have them.</summary>
    Mixes,

    /// <summary>Computes each step by itself, so that padding stays padding.</summary>
    Each,

    /// <summary>Joins steps, asks how many there are (<see cref="LayerScope.Lengths"/>), and gives as many.</summary>
    Joins,

    /// <summary>As <see cref="Joins"/>, but gives another number of them (<see cref="Op.ChangeOfSteps"/>), such as that of the windows that fit.</summary>
    Resizes,

    /// <summary>Puts a step of its own before the others, which it leaves as they are.</summary>
    Leads,

    /// <summary>As <see cref="Joins"/>, but what it gives has no steps any more.</summary>
    Ends,
}
