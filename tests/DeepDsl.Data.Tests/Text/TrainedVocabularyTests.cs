using DeepDsl.Text;

namespace DeepDsl.Data.Tests.Text;

/// <summary>Vocabularies made from texts, against what is worked out by hand, and merges against the plainest way to find them.</summary>
public sealed class TrainedVocabularyTests
{
    private static readonly string s_novel = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "pride-and-prejudice-1.txt"));

    [Fact]
    public void Characters_stand_in_the_order_of_unicode_behind_special_tokens()
    {
        TextEncoder encoder = TextEncoder.Characters(["ba\u00E9a", "\U0001F601b"]);
        Assert.Equal(["[PAD]", "[UNK]", "[BEGIN]", "[END]", "[MASK]", "a", "b", "\u00E9", "\U0001F601"], encoder.Tokens);
        Assert.Equal((0, 1, 2, 3, 4), (encoder.Padding, encoder.Unknown, encoder.Begin, encoder.End, encoder.Mask));
        Assert.Equal([6, 8, 1, 5], encoder.Encode("b\U0001F601xa"));
        Assert.Equal("b\U0001F601[UNK]a", encoder.Decode([6, 8, 1, 5, 3, 0, 0]));
    }

    [Fact]
    public void The_most_frequent_characters_stay()
    {
        TextEncoder encoder = TextEncoder.Characters(["zzzyyx"], new TextOptions { Size = 3, Special = SpecialTokens.Unknown });
        Assert.Equal(["[UNK]", "y", "z"], encoder.Tokens);
        Assert.Equal(["[UNK]", "z"], TextEncoder.Characters(["zzzyyx"], new TextOptions { MinCount = 3, Special = SpecialTokens.Unknown }).Tokens);
    }

    [Fact]
    public void A_text_that_is_not_known_is_an_error_where_no_token_stands_for_it() => Assert.Equal(
        "The text has '\u00E9' (U+00E9), which is not among the 2 tokens of the encoder. Make the encoder from texts that have it, or with "
        + "SpecialTokens.Unknown.",
        Assert.Throws<ArgumentException>(
            () => TextEncoder.Characters(["ab"], new TextOptions { Special = SpecialTokens.None }).Encode("a\u00E9")).Message);

    [Fact]
    public void Words_are_ordered_by_how_often_they_are_there()
    {
        TextEncoder encoder = TextEncoder.Words(
            ["The cat, the DOG.", "the cat's tail isn't a cat"], new TextOptions { LowerCase = true, Special = SpecialTokens.Padding | SpecialTokens.Unknown });
        Assert.Equal(["[PAD]", "[UNK]", "the", "cat", ",", ".", "a", "cat's", "dog", "isn't", "tail"], encoder.Tokens);
        Assert.Equal([2, 3, 4, 1, 8, 5], encoder.Encode("the Cat, hot dog."));
        Assert.Equal("the cat, [UNK] dog.", encoder.Decode([2, 3, 4, 1, 8, 5, 0]));
    }

    [Fact]
    public void Marks_can_be_left_out() => Assert.Equal(
        ["a", "b2", "c", "d"],
        TextEncoder.Words(["a, (b2) - c_d"], new TextOptions { Punctuation = false, Special = SpecialTokens.None }).Tokens);

    [Theory]
    [InlineData(TextNormalization.None, 3)]
    [InlineData(TextNormalization.Nfc, 2)]
    [InlineData(TextNormalization.Nfkc, 1)]
    public void What_looks_alike_is_made_equal_as_the_options_say(TextNormalization normalization, int words) => Assert.Equal(
        words,
        TextEncoder.Words(["fi\u00E9 fie\u0301 \uFB01\u00E9"], new TextOptions { Normalization = normalization, Special = SpecialTokens.None }).Count);

    /// <summary>The words of the paper on byte pairs (Sennrich and others, 2016): low 5, lower 2, newest 6, widest 3. By hand: es, then est.</summary>
    [Fact]
    public void Pairs_are_merged_as_worked_out_by_hand()
    {
        (IReadOnlyList<string>, long)[] words =
            [(["l", "o", "w"], 5), (["l", "o", "w", "e", "r"], 2), (["n", "e", "w", "e", "s", "t"], 6), (["w", "i", "d", "e", "s", "t"], 3)];
        PairMerges merges = new(words, ["d", "e", "i", "l", "n", "o", "r", "s", "t", "w"], (left, right) => left + right);
        merges.Run(size: 15, minCount: 1);
        Assert.Equal([("e", "s"), ("es", "t"), ("l", "o"), ("lo", "w"), ("e", "w")], merges.Merges);
    }

    [Fact]
    public void Merges_are_those_of_counting_everything_each_time()
    {
        string text = s_novel[..20_000];
        TextOptions options = new() { Size = 256 + 150, Special = SpecialTokens.None };
        Assert.Equal(PlainMerges(text, 150), TextEncoder.BytePairs([text], options).Merges);
    }

    [Fact]
    public void Byte_pairs_give_any_text_back_with_fewer_tokens_than_bytes()
    {
        TextEncoder encoder = TextEncoder.BytePairs(s_novel.Split('\n'), new TextOptions { Size = 800, Normalization = TextNormalization.None });
        Assert.Equal(800, encoder.Count);
        string chapter = s_novel[100_000..110_000];
        Assert.InRange(encoder.Encode(chapter).Length, 1, 4_500);
        Assert.Equal(chapter, encoder.Decode(encoder.Encode(chapter)));
        Random random = new(3);
        for (int i = 0; i < 300; i++)
        {
            string text = RandomText.Of(random, random.Next(40), lettersOfTwoChars: true);
            Assert.Equal(text, encoder.Decode(encoder.Encode(text)));
        }
        Assert.Equal("a\uFFFDb", encoder.Decode(encoder.Encode("a\uD800b")));
    }

    /// <summary>By hand: of "hug" 2, "hugs" 1, "bug" 1 the pair u g is there four times, then h ug three times.</summary>
    [Fact]
    public void Word_pieces_are_merged_and_read_longest_first()
    {
        TextEncoder encoder = TextEncoder.WordPieces(
            ["hug hug hugs bug"], new TextOptions { Size = 8, MinCount = 3, Special = SpecialTokens.Unknown });
        Assert.Equal(["[UNK]", "##g", "##s", "##u", "b", "h", "##ug", "hug"], encoder.Tokens);
        Assert.Equal([7, 2, 4, 6, 0, 5, 3], encoder.Encode("hugs bug gh hu"));
        Assert.Equal("hugs bug [UNK] hu", encoder.Decode([7, 2, 4, 6, 0, 5, 3]));
    }

    /// <summary>Every pair of every word is counted before each merge.</summary>
    private static List<(string Left, string Right)> PlainMerges(string text, int count)
    {
        (List<string> Parts, int Count)[] words =
        [
            .. BytePairDivision.Parts(text).Select(p => text.Substring(p.Offset, p.Length)).GroupBy(w => w)
                .Select(g => (ByteCharacters.Of(g.Key).Select(c => c.ToString()).ToList(), g.Count())),
        ];
        List<string> order = [.. ByteCharacters.All];
        List<(string Left, string Right)> merges = [];
        while (merges.Count < count)
        {
            (string Left, string Right) best = words
                .SelectMany(w => w.Parts.Zip(w.Parts.Skip(1)).Select(p => (Pair: p, w.Count)))
                .GroupBy(p => p.Pair, p => p.Count).OrderByDescending(g => g.Sum())
                .ThenBy(g => order.IndexOf(g.Key.First)).ThenBy(g => order.IndexOf(g.Key.Second)).First().Key;
            merges.Add(best);
            order.Add(best.Left + best.Right);
            foreach ((List<string> parts, _) in words)
            {
                for (int i = 0; i + 1 < parts.Count; i++)
                {
                    if ((parts[i], parts[i + 1]) == best)
                    {
                        parts[i] += parts[i + 1];
                        parts.RemoveAt(i + 1);
                    }
                }
            }
        }
        return merges;
    }
}
