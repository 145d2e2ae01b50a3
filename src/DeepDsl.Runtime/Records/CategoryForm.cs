namespace DeepDsl;

/// <summary>What a category becomes. Each form has a place for what is missing or none of the categories.</summary>
public enum CategoryForm
{
    /// <summary>A float for each category, and one for others: 1 for the one that holds, else 0.</summary>
    OneHot,

    /// <summary>
    /// An int that counts them from 0, others last: an input <c>[1]</c> of its own under the member's name, for an <c>[Embedding]</c>.
    /// </summary>
    Index,

    /// <summary>Its place in their order as a number, scaled to mean 0 and deviation 1, and a float that is 1 for others.</summary>
    Ordinal,

    /// <summary>
    /// What the label is on average where the category holds, drawn towards the mean of all where that is seldom: a float for each class of
    /// three or more, else one. Records to train on get the averages of others among them, so that none tells its own label.
    /// </summary>
    Target,
}
