namespace DeepDsl.Analyzers.Repairs;

/// <summary>
/// What to do about a finding. The sentence that says it and the fix that does it come from this one value, so that neither speaks of
/// anything else.
/// </summary>
/// <param name="Text">As it stands within a sentence: "use [LayerNorm]".</param>
/// <param name="Edit">Does it to a draft; null where only the user can.</param>
public sealed record NextStep(string Text, Func<Draft, Draft>? Edit = null)
{
    /// <summary>What the sentence says behind the text: ", which needs no batch".</summary>
    public string Because { get; init; } = "";

    /// <summary>What the IDE offers.</summary>
    public string Title
    {
        get => field ?? Capitalised(Text);
        init;
    }

    /// <summary>
    /// In place of <see cref="Edit"/>: changes that each do it, the best first, made of drafts that are called by what they change.
    /// </summary>
    public Func<Func<Draft>, IEnumerable<Draft>>? Ways { get; init; }

    /// <summary>Whether what the model is given must change with it.</summary>
    public bool ChangesData { get; init; }

    /// <summary>One sentence of several: "Use [LayerNorm], or a batch of 16 or more."</summary>
    public static string Sentence(IReadOnlyList<NextStep> all) =>
        all.Count == 0 ? "" : Capitalised(string.Join(", or ", all.Select(a => a.Text + a.Because))) + ".";

    /// <summary>The changes that do it, in their order.</summary>
    /// <param name="all">What there is to do.</param>
    /// <param name="draft">Begins a change, of that title.</param>
    public static IEnumerable<Draft> Drafts(IEnumerable<NextStep> all, Func<string, Draft> draft) =>
        all.SelectMany(a => a.Drafts(draft));

    /// <param name="draft">Begins a change, of that title.</param>
    public IEnumerable<Draft> Drafts(Func<string, Draft> draft) =>
        Ways is not null ? Ways(() => draft("")) : Edit is null ? []
        : [ChangesData ? Edit(draft(Title)).WithOtherData() : Edit(draft(Title))];

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
