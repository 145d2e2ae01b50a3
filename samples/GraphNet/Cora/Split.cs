namespace GraphNet.Cora;

/// <summary>
/// Which papers are trained on, 20 of each subject, which are validated and which are tested, 500 and 1000 of the others: the sizes that
/// are usual for Cora, and papers that the seed decides.
/// </summary>
internal sealed class Split
{
    private const int EachSubject = 20;
    private const int Validated = 500;
    private const int Tested = 1000;

    public Split(Subject[] subjects, int seed)
    {
        int[] order = [.. Enumerable.Range(0, subjects.Length)];
        new Random(seed).Shuffle(order);
        ILookup<Subject, int> papers = order.ToLookup(p => subjects[p]);
        foreach (Subject subject in Enum.GetValues<Subject>().Where(s => papers[s].Count() < EachSubject))
        {
            throw new InvalidDataException(
                $"{papers[subject].Count()} papers are about {subject}, but {EachSubject} are needed to train on.");
        }

        Train = [.. papers.SelectMany(p => p.Take(EachSubject))];
        int[] others = [.. order.Except(Train)];
        if (others.Length < Validated + Tested)
        {
            throw new InvalidDataException(
                $"Beside those to train on, {others.Length} papers are left, but {Validated + Tested} are needed to validate and to test.");
        }

        Validation = others[..Validated];
        Test = others[Validated..(Validated + Tested)];
    }

    public int[] Train { get; }

    public int[] Validation { get; }

    public int[] Test { get; }
}
