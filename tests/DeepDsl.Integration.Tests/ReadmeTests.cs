namespace DeepDsl.Integration.Tests;

/// <summary>The models that the README shows take steps.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void A_tagger_of_words_takes_texts_of_several_lengths()
    {
        WordTagger net = new(seed: 1);
        (int[] words, int[] tags) = (PaddedSequences.Of([[7, 8, 9], [10, 11]], paddingToken: 0), [1, 2, 3, 4, 5, 0]);
        float first = net.TrainStep(words, tags, t: 3);
        Assert.InRange(first, 1.5f, 3f);
        Assert.InRange(net.TrainStep(words, tags, t: 6), 1.5f, 3f);
        for (int step = 0; step < 30; step++)
        {
            net.TrainStep(words, tags, t: 3);
        }

        Assert.InRange(net.EvaluateLoss(words, tags, t: 3), 0, 0.9f * first);
    }

    [Fact]
    public void A_gpt_of_characters_begins_as_unsure_as_can_be_and_learns()
    {
        CharacterGpt net = new(seed: 1);
        int[] text = [.. Enumerable.Range(0, 65).Select(i => i * i % 65)];
        float first = net.TrainStep(text[..64], text[1..]);
        Assert.InRange(first, 0.9f * MathF.Log(65), 1.15f * MathF.Log(65));
        for (int step = 0; step < 20; step++)
        {
            net.TrainStep(text[..64], text[1..]);
        }

        Assert.InRange(net.EvaluateLoss(text[..64], text[1..]), 0, 0.8f * first);
    }
}
