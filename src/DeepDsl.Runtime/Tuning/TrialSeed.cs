namespace DeepDsl;

/// <summary>Seeds of trials and folds, unrelated to one another and to what searchers draw.</summary>
internal static class TrialSeed
{
    private const ulong Apart = 0x9F3C_1D6A_7E55_B02D;

    public static int Of(int seed, int number) => (int)(RowOrder.ForEpoch((uint)seed ^ Apart, number) >> 33);
}
