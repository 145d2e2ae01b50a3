using System.Globalization;

namespace DeepDsl;

/// <summary>
/// Hyperband (Li et al. 2018): several rounds of successive halving, from many points that begin with few epochs to few points that are all
/// trained for <see cref="SearchOptions.Epochs"/>, since nobody knows how early a good point shows.
/// </summary>
/// <inheritdoc cref="HalvingSearcher" path="/remarks"/>
public sealed class HyperbandSearcher : Searcher
{
    /// <summary>Epochs that the shortest trials have at least.</summary>
    public int FirstEpochs { get; init; } = 1;

    /// <summary>One in so many goes on, for so many times the epochs.</summary>
    public int Factor { get; init; } = 3;

    /// <inheritdoc/>
    public override string Description => string.Create(
        CultureInfo.InvariantCulture, $"{nameof(HyperbandSearcher)} (FirstEpochs = {FirstEpochs}, Factor = {Factor})");

    /// <inheritdoc/>
    public override IReadOnlyList<SearchProposal> Next(SearchContext search) => HalvingPlan.Next(Brackets(search.Epochs), search);

    internal override long? Planned(SearchSpace space, int epochs)
    {
        if (FirstEpochs < 1 || FirstEpochs > epochs || Factor < 2)
        {
            throw new ArgumentException(
                $"{Description} cannot search with SearchOptions.Epochs = {epochs}: Factor must be at least 2, and FirstEpochs from 1 to the "
                + "epochs.");
        }
        return HalvingPlan.Trials(Brackets(epochs));
    }

    /// <summary>The sizes of Li et al., algorithm 1.</summary>
    private List<List<HalvingRung>> Brackets(int epochs)
    {
        int longest = 0;
        for (long length = FirstEpochs; length * Factor <= epochs; length *= Factor)
        {
            longest++;
        }
        List<List<HalvingRung>> brackets = [];
        for (int s = longest; s >= 0; s--)
        {
            double points = Math.Ceiling((longest + 1.0) / (s + 1) * Math.Pow(Factor, s));
            List<HalvingRung> rungs = [];
            for (int i = 0; i <= s; i++)
            {
                rungs.Add(new((int)(points / Math.Pow(Factor, i)), (int)Math.Max(1, Math.Round(epochs * Math.Pow(Factor, i - s)))));
            }
            brackets.Add(rungs);
        }
        return brackets;
    }
}
