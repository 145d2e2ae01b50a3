namespace DeepDsl;

/// <summary>Trials of one length, of which the best go on.</summary>
internal readonly record struct HalvingRung(int Points, int Epochs);

/// <summary>Rounds of successive halving, one after another: what follows a history that is part of them.</summary>
internal static class HalvingPlan
{
    public static long Trials(List<List<HalvingRung>> brackets) => brackets.Sum(b => b.Sum(r => (long)r.Points));

    public static IReadOnlyList<SearchProposal> Next(List<List<HalvingRung>> brackets, SearchContext search)
    {
        int start = 0;
        foreach (List<HalvingRung> bracket in brackets)
        {
            TrialResult[] before = [];
            for (int r = 0; r < bracket.Count; r++)
            {
                List<SearchProposal> rung = r == 0 ? Draw(bracket[r], search, start) : GoOn(bracket[r], search, before);
                int done = Math.Min(search.History.Count - start, rung.Count);
                if (done < rung.Count)
                {
                    return rung[done..];
                }
                before = [.. search.History.Skip(start).Take(rung.Count)];
                start += rung.Count;
            }
        }
        return [];
    }

    /// <summary>Points that no trial before this round had.</summary>
    private static List<SearchProposal> Draw(HalvingRung rung, SearchContext search, int start)
    {
        UntriedPoints untried = new(search.Space, search.History.Take(start));
        List<SearchProposal> next = [];
        for (int i = 0; i < rung.Points; i++)
        {
            SearchRandom random = search.RandomOf(start + i);
            if (untried.Draw(ref random) is not { } point)
            {
                break;
            }
            untried.Remove(point);
            next.Add(new(point, rung.Epochs));
        }
        return next;
    }

    /// <summary>Those that failed or were ended early do not go on, so there may be fewer.</summary>
    private static List<SearchProposal> GoOn(HalvingRung rung, SearchContext search, TrialResult[] before) =>
    [
        .. before.Where(t => t.State == TrialState.Complete)
            .OrderBy(search.Cost).ThenBy(t => t.Number)
            .Take(rung.Points)
            .Select(t => new SearchProposal(t.Point, rung.Epochs, t.Number)),
    ];
}
