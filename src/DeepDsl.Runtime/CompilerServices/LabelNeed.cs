namespace DeepDsl.CompilerServices;

/// <summary>How many steps a sequence of labels needs: one for each, and one between two that are alike.</summary>
internal readonly record struct LabelNeed(int Labels, int Repeats)
{
    public int Steps => Labels + Repeats;
}
