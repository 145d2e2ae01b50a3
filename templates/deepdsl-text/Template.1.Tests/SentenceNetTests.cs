using DeepDsl;
using DeepDsl.Text;

namespace Template._1.Tests;

public sealed class SentenceNetTests
{
    [Fact]
    public void Most_sentences_that_it_has_not_seen_are_told()
    {
        (LabelledTexts train, LabelledTexts test) = BookSentences.Read(BookSentences.Folder);
        TextEncoder words = TextEncoder.Words(train.Texts, new TextOptions { Size = SentenceNet.Vocabulary, LowerCase = true });
        SentenceNet net = new(seed: 1);
        net.Fit(train.ToDataset(words, SentenceNet.Words), new FitOptions { Epochs = 2, Seed = 1 });
        Assert.InRange(net.Evaluate(test.ToDataset(words, SentenceNet.Words))["accuracy"], 0.8, 1);
    }

    [Fact]
    public void Files_have_both_classes_in_both_parts()
    {
        (LabelledTexts train, LabelledTexts test) = BookSentences.Read(BookSentences.Folder);
        Assert.Equal(SentenceNet.Classes, train.ClassNames.Count);
        Assert.Equal(SentenceNet.Classes, train.Labels.Distinct().Count());
        Assert.Equal(SentenceNet.Classes, test.Labels.Distinct().Count());
    }
}
