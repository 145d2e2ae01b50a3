namespace DeepDsl;

public static partial class Augment
{
    /// <summary>Multiplies all values of a sequence <c>[T, C]</c> by one number.</summary>
    /// <param name="most">From 1 - most to 1 + most.</param>
    public static Augmentation Amplitude(double most) =>
        new AmplitudeAugmentation(AugmentChecks.Within(most, 0, 1, nameof(Amplitude), "a change"));

    /// <summary>Lets time run faster and slower, in four parts, from the first of the own steps of a sequence <c>[T, C]</c> to the last.</summary>
    /// <param name="most">Speeds are from 1 - most to 1 + most, before they are brought to the whole length.</param>
    public static Augmentation TimeWarp(double most) =>
        new TimeWarpAugmentation(AugmentChecks.Within(most, 0, 0.9, nameof(TimeWarp), "a change of speed"));

    /// <summary>
    /// Takes a run of the own steps of a sequence <c>[T, C]</c>. With <c>On(input, lengths)</c> the sequence becomes shorter, else the run is
    /// stretched to all steps.
    /// </summary>
    /// <param name="least">The smallest part that is kept, above 0.</param>
    public static Augmentation Window(double least) =>
        new WindowAugmentation(AugmentChecks.Within(least, 0.01, 1, nameof(Window), "a part"));

    /// <summary>Leaves tokens of a text <c>[T]</c> out; one stays at least.</summary>
    /// <param name="chance">For each.</param>
    /// <param name="padding">What fills the end.</param>
    public static Augmentation DropTokens(double chance, int padding) =>
        new DropTokensAugmentation(AugmentChecks.Chance(chance, nameof(DropTokens)), padding);

    /// <summary>Lets neighbours in a text <c>[T]</c> change places.</summary>
    /// <param name="chance">For each with the one behind it.</param>
    /// <param name="padding">What fills the end, and stays there.</param>
    public static Augmentation SwapTokens(double chance, int padding) =>
        new SwapTokensAugmentation(AugmentChecks.Chance(chance, nameof(SwapTokens)), padding);

    /// <summary>
    /// Hides words of a text <c>[T]</c>, other ones in every epoch, and makes the labels: the word where one is to be guessed, elsewhere what
    /// the loss leaves out by IgnoreIndex. Of those to be guessed 80% are the mask, 10% a word by chance, 10% as they were.
    /// </summary>
    /// <param name="mask">The token that hides.</param>
    /// <param name="vocabulary">Words by chance are from 0 to below it.</param>
    /// <param name="chance">For each word to be guessed.</param>
    /// <param name="kept">Tokens that are none of these, such as padding and marks.</param>
    public static Augmentation MaskTokens(int mask, int vocabulary, double chance = 0.15, params int[] kept)
    {
        AugmentChecks.Within(vocabulary, 1, int.MaxValue, nameof(MaskTokens), "a vocabulary");
        AugmentChecks.Within(mask, 0, vocabulary - 1, nameof(MaskTokens), "a mask");
        return new MaskTokensAugmentation(mask, vocabulary, AugmentChecks.Chance(chance, nameof(MaskTokens)), [.. kept]);
    }
}
