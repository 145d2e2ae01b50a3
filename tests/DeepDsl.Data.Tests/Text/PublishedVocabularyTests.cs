using DeepDsl.Tests;
using DeepDsl.Text;
using Microsoft.ML.Tokenizers;

namespace DeepDsl.Data.Tests.Text;

/// <summary>Vocabularies that others published, against the numbers that they publish with them.</summary>
public sealed class PublishedVocabularyTests(Gpt2Files gpt2) : IClassFixture<Gpt2Files>, IDisposable
{
    /// <summary>The lines of the vocabulary of the tests of BERT's authors, of which "UNwant\u00E9d,running" has the numbers below.</summary>
    private const string Authors = "[UNK]\n[CLS]\n[SEP]\nwant\n##want\n##ed\nwa\nun\nrunn\n##ing\n,\n[PAD]\n[MASK]\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>As GPT-2 itself and the documentation of its other readers have them.</summary>
    [Theory]
    [InlineData("Hello world", new[] { 15496, 995 })]
    [InlineData(" Hello world", new[] { 18435, 995 })]
    [InlineData("Hello, y'all! How are you \U0001F601 ?", new[] { 15496, 11, 331, 6, 439, 0, 1374, 389, 345, 30325, 223, 5633 })]
    [InlineData("Hello, my dog is cute", new[] { 15496, 11, 616, 3290, 318, 13779 })]
    public void Texts_have_the_numbers_that_gpt2_gives_them(string text, int[] tokens)
    {
        Assert.Equal(tokens, gpt2.Encoder.Encode(text));
        Assert.Equal(text, gpt2.Encoder.Decode(tokens));
    }

    /// <summary>The library reads its own file of ranks, and divides by an expression.</summary>
    [Fact]
    public void Random_texts_have_the_numbers_of_the_librarys_reader()
    {
        TiktokenTokenizer reader = TiktokenTokenizer.CreateForModel("gpt2");
        Random random = new(1);
        for (int i = 0; i < 1000; i++)
        {
            string text = RandomText.Of(random, random.Next(40), lettersOfTwoChars: false);
            Assert.Equal(reader.EncodeToIds(text), gpt2.Encoder.Encode(text));
        }
    }

    [Fact]
    public void Random_texts_are_themselves_again()
    {
        Random random = new(2);
        for (int i = 0; i < 1000; i++)
        {
            string text = RandomText.Of(random, random.Next(40), lettersOfTwoChars: true);
            Assert.Equal(text, gpt2.Encoder.Decode(gpt2.Encoder.Encode(text)));
        }
    }

    [Fact]
    public void The_end_of_a_text_is_text_unless_it_is_asked_for()
    {
        Assert.Equal(50256, gpt2.Encoder.End);
        Assert.DoesNotContain(50256, gpt2.Encoder.Encode("over<|endoftext|>"));
        Assert.Equal(
            [.. gpt2.Encoder.Encode("over"), 50256, .. gpt2.Encoder.Encode(" again")],
            gpt2.Encoder.With(o => o with { ReadsSpecial = true }).Encode("over<|endoftext|> again"));
        Assert.Equal("over again", gpt2.Encoder.Decode([.. gpt2.Encoder.Encode("over"), 50256, .. gpt2.Encoder.Encode(" again")]));
    }

    [Fact]
    public void Without_a_token_that_fills_up_one_is_asked_for()
    {
        Assert.StartsWith(
            "Text 1 has 1 of 2 tokens, and the encoder has none that fills up: make it with SpecialTokens.Padding, or say which token fills up.",
            Assert.Throws<ArgumentException>(() => gpt2.Encoder.Encode(["Hello world", "Hello"], 2)).Message);
        Assert.Equal([15496, 995, 15496, 50256], gpt2.Encoder.Encode(["Hello world", "Hello"], 2, padding: 50256).Tokens);
    }

    [Fact]
    public void Word_pieces_are_those_of_berts_authors()
    {
        TextEncoder bert = TextEncoder.FromBert(_folder.Write("vocab.txt", Authors));
        Assert.Equal([1, 7, 4, 5, 10, 8, 9, 2], bert.Encode("UNwant\u00E9d,running"));
        Assert.Equal([1, 7, 4, 5, 0, 8, 9, 2], bert.Encode("unwanted runningx running"));
        Assert.Equal("unwanted, running", bert.Decode(bert.Encode("UNwant\u00E9d,running")));
        Assert.Equal("[UNK] running", bert.Decode(bert.Encode("unwantedX running")));
    }

    /// <summary>As their tests of what is divided have it: blanks of all kinds, Chinese, and marks; what cannot be seen is dropped.</summary>
    [Theory]
    [InlineData(" \tHeLLo!how  \n Are yoU?  ", "hello|!|how|are|you|?", true)]
    [InlineData("H\u00E9llo", "hello", true)]
    [InlineData("He\u0301llo", "hello", true)]
    [InlineData(" \tHeLLo!how  \n Are yoU?  ", "HeLLo|!|how|Are|yoU|?", false)]
    [InlineData("ah\u535A\u63A8zz", "ah|\u535A|\u63A8|zz", true)]
    [InlineData("a\u00A0b\u200Bc\u0000d\uFFFDe", "a|bcde", true)]
    [InlineData("1$a`\u2026\U00020001", "1|$|a|`|\u2026|\U00020001", true)]
    public void Words_are_divided_as_theirs(string text, string words, bool lowerCase) => Assert.Equal(
        words.Split('|'),
        PieceDivision.Words(text, new TextOptions { LowerCase = lowerCase, Normalization = TextNormalization.None }));

    [Fact]
    public void Two_texts_are_one_with_segments()
    {
        TextEncoder bert = TextEncoder.FromBert(_folder.Write("vocab.txt", Authors));
        (int[] tokens, int[] segments) = bert.EncodePair("want", "running, wa");
        Assert.Equal([1, 3, 2, 8, 9, 10, 6, 2], tokens);
        Assert.Equal([0, 0, 0, 1, 1, 1, 1, 1], segments);
    }

    [Theory]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n[SEP]\n", "it has no line [MASK] among its 4. Pass the vocab.txt of a BERT.")]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\na\n", "'a' is there twice, as token 5 and as 6.")]
    [InlineData("", "it has no line [PAD] among its 0. Pass the vocab.txt of a BERT.")]
    public void A_file_that_is_no_vocabulary_says_what_is_wrong(string text, string problem)
    {
        string path = _folder.Write("vocab.txt", text);
        Assert.Equal(
            $"{path} is not the vocabulary that was expected: {problem}",
            Assert.Throws<InvalidDataException>(() => TextEncoder.FromBert(path)).Message);
    }

    [Theory]
    [InlineData("""{"a": 0, "b": 2}""", "", "'b' has the number 2, and its 2 tokens have the numbers 0 to 1, each once.")]
    [InlineData("""{"a": 0, "b": 1}""", "", "the vocabulary has no token for the byte that is written '\u0100'.")]
    [InlineData(null, "a b c\n", "line 1 is 'a b c', where two tokens with a blank between them were expected.")]
    [InlineData(null, "#version: 0.2\na x\n", "'a x' is merged, and one of both or what they give is no token.")]
    public void Files_that_do_not_fit_each_other_say_what_is_wrong(string? vocabulary, string merges, string problem)
    {
        string numbers = vocabulary == null ? gpt2.Bytes : _folder.Write("vocab.json", vocabulary);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => TextEncoder.FromGpt2(numbers, _folder.Write("merges.txt", merges)));
        Assert.EndsWith($"is not the vocabulary that was expected: {problem}", error.Message);
    }
}
