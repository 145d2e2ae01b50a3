using System.Globalization;

namespace DeepDsl;

/// <summary>
/// Successive halving (Jamieson and Talwalkar 2016): trains many points drawn at random for a few epochs, goes on with the best of them for
/// <see cref="Factor"/> times as long, and so on until few are trained for all <see cref="SearchOptions.Epochs"/>.
/// </summary>
/// <remarks>A trial that goes on takes up the checkpoint of the one before, where trials fit with <see cref="Trial.Options"/>.</remarks>
public sealed class HalvingSearcher : Searcher
{
    /// <summary>Points to begin with.</summary>
    public int Points { get; init; } = 27;

    /// <summary>Epochs of the first trial of each.</summary>
    public int FirstEpochs { get; init; } = 1;

    /// <summary>One in so many goes on, for so many times the epochs.</summary>
    public int Factor { get; init; } = 3;

    /// <inheritdoc/>
    public override string Description => string.Create(
        CultureInfo.InvariantCulture, $"{nameof(HalvingSearcher)} (Points = {Points}, FirstEpochs = {FirstEpochs}, Factor = {Factor})");

    /// <inheritdoc/>
    public override IReadOnlyList<SearchProposal> Next(SearchContext search) => HalvingPlan.Next([Bracket(search.Epochs)], search);

    internal override long? Planned(SearchSpace space, int epochs)
    {
        if (Points < 2 || FirstEpochs < 1 || FirstEpochs > epochs || Factor < 2)
        {
            throw new ArgumentException(
                $"{Description} cannot halve with SearchOptions.Epochs = {epochs}: Points and Factor must be at least 2, and FirstEpochs from 1 to "
                + "the epochs.");
        }
        return HalvingPlan.Trials([Bracket(epochs)]);
    }

    private List<HalvingRung> Bracket(int epochs)
    {
        List<HalvingRung> rungs = [];
        int points = Points;
        long length = FirstEpochs;
        for (; points > 1 && length < epochs; points = Math.Max(1, points / Factor), length *= Factor)
        {
            rungs.Add(new(points, (int)length));
        }
        rungs.Add(new(points, epochs));
        return rungs;
    }
}
