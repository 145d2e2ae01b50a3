using System.Text;
using DeepDsl.Tests;
using DeepDsl.Text;

namespace DeepDsl.Data.Tests.Text;

/// <summary>Rows, files and labelled texts, whatever the tokens are.</summary>
public sealed class TextEncoderTests : IDisposable
{
    private static readonly string[] s_texts = ["One fish, two fish.", "Red fish, blue fish."];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<TextKind> Kinds => [.. Enum.GetValues<TextKind>()];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_are_filled_up_or_cut_and_say_how_long_they_are()
    {
        TextEncoder encoder = TextEncoder.Characters(["abcdef"], new TextOptions { MarkBegin = true, MarkEnd = true });
        EncodedTexts rows = encoder.Encode(["ab", "abcdef", ""], 5);
        Assert.Equal([2, 5, 6, 3, 0, 2, 5, 6, 7, 3, 2, 3, 0, 0, 0], rows.Tokens);
        Assert.Equal([4, 5, 2], rows.Lengths);
        Assert.Equal((5, 1), (rows.Length, rows.Cut));
        Assert.Equal("ab", encoder.Decode(rows.Tokens.AsSpan(0, 5)));
    }

    [Fact]
    public void Bad_calls_say_what_to_do()
    {
        TextEncoder marked = TextEncoder.Characters(["a"], new TextOptions { MarkBegin = true, MarkEnd = true });
        Assert.StartsWith(
            "Rows have 2 tokens, of which marks take 2; give a length that leaves room for text.",
            Assert.Throws<ArgumentOutOfRangeException>(() => marked.Encode(["a"], 2)).Message);
        Assert.StartsWith(
            "Token 6 is none of the 6 that the encoder has, 0 to 5.", Assert.Throws<ArgumentOutOfRangeException>(() => marked.Decode([6])).Message);
        Assert.Equal(
            "TextOptions.MarkEnd puts a token at each text that the encoder does not have; add SpecialTokens.End.",
            Assert.Throws<ArgumentException>(
                () => TextEncoder.Words(["a"], new TextOptions { MarkEnd = true, Special = SpecialTokens.None })).Message);
        Assert.Equal(
            "TextOptions.Size is 200, and what tokens are merged from takes 261, special tokens among them; it must be at least that.",
            Assert.Throws<ArgumentException>(() => TextEncoder.BytePairs(["a"], new TextOptions { Size = 200 })).Message);
        Assert.Equal(
            "TextOptions.Size is 5, of which special tokens take 5; it must be more.",
            Assert.Throws<ArgumentException>(() => TextEncoder.Words(["a"], new TextOptions { Size = 5 })).Message);
        Assert.StartsWith(
            "The texts are empty, so there is nothing to make tokens of.", Assert.Throws<ArgumentException>(() => TextEncoder.Words([" "])).Message);
    }

    /// <summary>Who writes the name of a special token writes text, unless the encoder says otherwise.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Names_of_special_tokens_are_text(TextKind kind)
    {
        TextEncoder encoder = Made(kind);
        Assert.DoesNotContain(encoder.End!.Value, encoder.Encode("One [END] fish"));
        Assert.DoesNotContain(encoder.Mask!.Value, encoder.Encode("[MASK]"));
        TextEncoder reads = encoder.With(o => o with { ReadsSpecial = true });
        Assert.Equal([.. encoder.Encode("fish"), 4, .. encoder.Encode("fish"), 3], reads.Encode("fish[MASK]fish[END]"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_saved_encoder_reads_as_it_did(TextKind kind)
    {
        TextEncoder encoder = Made(kind).With(o => o with { MarkEnd = true, LowerCase = true });
        string path = _folder["encoder.json"];
        encoder.Save(path);
        TextEncoder loaded = TextEncoder.Load(path);
        Assert.Equal(encoder.Options, loaded.Options);
        Assert.Equal(encoder.Tokens, loaded.Tokens);
        foreach (string text in new[] { "one FISH, \u00FCber fish", "", "\uD800x" })
        {
            Assert.Equal(encoder.Encode(text), loaded.Encode(text));
        }
        Assert.Equal((encoder.Padding, encoder.Mask), (loaded.Padding, loaded.Mask));
    }

    /// <summary>Whatever a changed byte makes of the file, it is an encoder or one sentence that names the file.</summary>
    [Fact]
    public void A_damaged_file_says_so()
    {
        string path = _folder["encoder.json"];
        Made(TextKind.WordPieces).Save(path);
        byte[] whole = File.ReadAllBytes(path);
        Random random = new(4);
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] bytes = i % 3 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            if (i % 3 != 0)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            _folder.Write("encoder.json", bytes);
            try
            {
                TextEncoder.Load(path);
            }
            catch (InvalidDataException e)
            {
                Assert.StartsWith($"{path} is not an encoder that TextEncoder.Save wrote: ", e.Message);
                refused++;
            }
        }
        Assert.InRange(refused, 150, 300);
    }

    [Fact]
    public void Texts_come_from_a_table()
    {
        string path = _folder.Write("reviews.csv", "id,review,stars\n1,\"Good, \"\"very\"\" good\",pos\n2,Bad,neg\n3,Fine,pos\n");
        LabelledTexts texts = LabelledTexts.ReadCsv(path, "review", new CsvOptions { Label = "stars" });
        Assert.Equal(["Good, \"very\" good", "Bad", "Fine"], texts.Texts);
        Assert.Equal([1, 0, 1], texts.Labels);
        Assert.Equal(["neg", "pos"], texts.ClassNames);
        Assert.Equal(
            $"{path}: CsvOptions.Features names 'text', which is not among the columns 'id', 'review', 'stars'.",
            Assert.Throws<InvalidDataException>(() => LabelledTexts.ReadCsv(path, "text")).Message);
    }

    [Fact]
    public void Texts_come_from_a_folder_for_each_class()
    {
        foreach ((string file, string text) in new[] { ("pos/b.txt", "good"), ("neg/x/a.txt", "bad"), ("pos/B.TXT", "fine"), ("neg/note.md", "") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[file])!);
            _folder.Write(file, text);
        }
        LabelledTexts texts = LabelledTexts.ReadFolder(_folder[""]);
        Assert.Equal(["bad", "fine", "good"], texts.Texts);
        Assert.Equal([0, 1, 1], texts.Labels);
        Assert.Equal(["neg", "pos"], texts.ClassNames);
        Assert.Equal([1, 2, 2], LabelledTexts.ReadFolder(_folder[""], ["other", "neg", "pos"]).Labels);
        Assert.Contains("has a folder 'neg', which is not among the classes 'pos'", Message(["pos"]));
        _folder.Write("pos/b.txt", [0xC3]);
        Assert.Equal($"{_folder["pos/b.txt"]} is not UTF-8. Save it in that encoding.", Message(null));
        string Message(string[]? names) => Assert.Throws<InvalidDataException>(() => LabelledTexts.ReadFolder(_folder[""], names)).Message;
    }

    private static TextEncoder Made(TextKind kind) => kind switch
    {
        TextKind.Characters => TextEncoder.Characters(s_texts),
        TextKind.Words => TextEncoder.Words(s_texts),
        TextKind.BytePairs => TextEncoder.BytePairs(s_texts, new TextOptions { Size = 280 }),
        _ => TextEncoder.WordPieces(s_texts, new TextOptions { Size = 40 }),
    };
}
