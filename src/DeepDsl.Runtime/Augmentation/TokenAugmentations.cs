namespace DeepDsl;

/// <summary>Tokens that are gone; those behind move up, and padding fills the end.</summary>
internal sealed class DropTokensAugmentation(double chance, int padding) : Augmentation
{
    internal override int Vocabulary => padding + 1;

    internal override bool Moves => true;

    public override string ToString() => FormattableString.Invariant($"DropTokens({chance}, {padding})");

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) => AugmentChecks.Tokens(isInt, shape);

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        int own = sample.Tokens.LastIndexOfAnyExcept(padding) + 1;
        int kept = 0;
        for (int i = 0; i < own; i++)
        {
            // A text of nothing would have no steps at all, so its last token stays where all others went.
            if (!random.Chance(chance) || (kept == 0 && i == own - 1))
            {
                sample.Tokens[kept++] = sample.Tokens[i];
            }
        }
        sample.Tokens[kept..own].Fill(padding);
    }
}

/// <summary>Neighbours that change places, each token at most once.</summary>
internal sealed class SwapTokensAugmentation(double chance, int padding) : Augmentation
{
    internal override bool Moves => true;

    public override string ToString() => FormattableString.Invariant($"SwapTokens({chance}, {padding})");

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) => AugmentChecks.Tokens(isInt, shape);

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        Span<int> tokens = sample.Tokens;
        int own = tokens.LastIndexOfAnyExcept(padding) + 1;
        for (int i = 0; i + 1 < own; i++)
        {
            if (random.Chance(chance))
            {
                (tokens[i], tokens[i + 1]) = (tokens[i + 1], tokens[i]);
                i++;
            }
        }
    }
}

/// <summary>Words to be guessed, as BERT and RoBERTa draw them: the labels are those words, and count nothing elsewhere.</summary>
internal sealed class MaskTokensAugmentation(int mask, int vocabulary, double chance, int[] kept) : Augmentation
{
    private const double Masked = 0.8;
    private const double Replaced = 0.9;

    internal override bool SetsLabels => true;

    internal override int Vocabulary => vocabulary;

    public override string ToString() => FormattableString.Invariant($"MaskTokens({mask}, {vocabulary}, {chance})");

    internal override string? Mismatch(bool isInt, ReadOnlySpan<int> shape) => AugmentChecks.Tokens(isInt, shape);

    internal override void Apply(ref AugmentedSample sample, ref AugmentRandom random)
    {
        for (int i = 0; i < sample.Tokens.Length; i++)
        {
            int token = sample.Tokens[i];
            sample.Labels[i] = sample.IgnoredLabel;
            if (kept.Contains(token) || !random.Chance(chance))
            {
                continue;
            }
            sample.Labels[i] = token;
            float way = random.Uniform();
            sample.Tokens[i] = way < Masked ? mask : way < Replaced ? random.Below(vocabulary) : token;
        }
    }
}
