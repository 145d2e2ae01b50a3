using System.Numerics.Tensors;

namespace DeepDsl.Integration.Tests;

/// <summary>Texts that models go on with, against what their whole forward gives.</summary>
public sealed class GenerationTests
{
    private const int Tokens = 11;

    private static readonly int[] s_text = [4, 9, 2, 2, 7, 0, 0];

    private static readonly float[] s_sounds = [.. Enumerable.Range(0, 35).Select(i => (float)Math.Sin(i * i))];

    /// <summary>What a model gives for each step of a text, how it goes on, and the most that it sees at once.</summary>
    public sealed record Writer(Func<int[], float[]> Predict, Func<int[], int, GenerateOptions?, int[]> Generate, int Steps);

    public static TheoryData<string> Names => [.. Writers(0, Device.Cpu()).Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Takes_the_tokens_that_whole_forwards_take(string name)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            Writer writer = Writers(seed, Device.Cpu())[name];
            int[] prompt = [3, 1, 4];
            int count = writer.Steps - prompt.Length + 1;
            Assert.Equal(ByWholeForwards(writer, prompt, count), writer.Generate(prompt, count, null));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Draws_the_same_on_any_number_of_threads(string name)
    {
        GenerateOptions options = new() { Temperature = 1.3, Seed = 5 };
        int[] expected = Writers(1, Device.Cpu(threads: 1))[name].Generate([2, 0], 30, options);
        Assert.Equal(expected, Writers(1, Device.Cpu(threads: 5))[name].Generate([2, 0], 30, options));
        Assert.NotEqual(expected, Writers(1, Device.Cpu(threads: 1))[name].Generate([2, 0], 30, options with { Seed = 6 }));
    }

    [Fact]
    public void Reads_a_text_that_is_full_on_from_its_last_half()
    {
        LearnedWriter net = new(seed: 3);
        int[] found = net.Generate([3, 1, 4], 30);
        List<int> seen = [3, 1, 4];
        foreach (int token in found)
        {
            seen = seen.Count > 12 ? [.. seen.TakeLast(7)] : seen; // the half, and the token that found no place
            float[] scores = net.Predict([.. seen, .. new int[12 - seen.Count]]);
            Assert.Equal(TensorPrimitives.IndexOfMax(scores.AsSpan((seen.Count - 1) * Tokens, Tokens)), token);
            seen.Add(token);
        }
    }

    /// <summary>A batch of texts may be filled up; one that goes on is not.</summary>
    [Fact]
    public void Padding_of_batches_is_no_matter_of_a_text_that_goes_on()
    {
        PaddedWriter net = new(seed: 2);
        List<int> seen = [3, 1, 4];
        foreach (int token in net.Generate([3, 1, 4], 8))
        {
            float[] scores = net.PredictBatch([.. seen, .. new int[12 - seen.Count]], t: 12);
            if (seen[^1] != 0)
            {
                Assert.Equal(TensorPrimitives.IndexOfMax(scores.AsSpan((seen.Count - 1) * Tokens, Tokens)), token);
            }

            seen.Add(token);
        }
    }

    [Fact]
    public void Recurrent_networks_go_on_without_end()
    {
        RecurrentWriter net = new(seed: 4);
        int[] prompt = [.. Enumerable.Range(0, 30).Select(i => i * 7 % Tokens)];
        int[] found = net.Generate(prompt, 20);

        // The state is all that there is: a text in two parts gives what it gives as a whole.
        Assert.Equal(found[5..], net.Generate([.. prompt, .. found[..5]], 15));
    }

    [Fact]
    public void Writes_into_memory_of_the_caller_and_ends_at_a_stop_token()
    {
        RotaryWriter net = new(seed: 2);
        int[] all = net.Generate([1, 2], 8);
        int stop = Array.IndexOf(all, all[4]);
        int[] tokens = [.. Enumerable.Repeat(-1, 8)];
        GenerateOptions options = new() { StopToken = all[4] };
        Assert.Equal(stop + 1, net.Generate([1, 2], tokens, options));
        Assert.Equal([.. all[..(stop + 1)], .. Enumerable.Repeat(-1, 7 - stop)], tokens);
        Assert.Equal(all[..(stop + 1)], net.Generate([1, 2], 8, options));
        Assert.Equal(all[..(stop + 1)], net.GenerateEach([1, 2], 8, options));
        Assert.Empty(net.Generate([1, 2], 0));
    }

    [Fact]
    public void Gives_each_token_when_it_is_asked_for()
    {
        LearnedWriter net = new(seed: 1);
        GenerateOptions options = new() { Temperature = 1 };
        int[] all = net.Generate([5], 9, options);
        using IEnumerator<int> one = net.GenerateEach([5], 9, options).GetEnumerator();
        using IEnumerator<int> other = net.GenerateEach([5], 9, options).GetEnumerator();
        foreach (int token in all)
        {
            Assert.True(one.MoveNext() && other.MoveNext());
            Assert.Equal((token, token), (one.Current, other.Current));
        }

        Assert.False(one.MoveNext());
    }

    private static int[] ByWholeForwards(Writer writer, int[] prompt, int count)
    {
        List<int> text = [.. prompt];
        for (int i = 0; i < count; i++)
        {
            float[] scores = writer.Predict([.. text]);
            text.Add(TensorPrimitives.IndexOfMax(scores.AsSpan((text.Count - 1) * Tokens, Tokens)));
        }

        return [.. text.Skip(prompt.Length)];
    }

    private static Dictionary<string, Writer> Writers(int seed, Device device)
    {
        static int[] Padded(int[] text) => [.. text, .. Enumerable.Repeat(0, 12 - text.Length)];
        LearnedWriter learned = new(seed, device);
        SinusoidalWriter sinusoidal = new(seed, device);
        RotaryWriter rotary = new(seed, device);
        AlibiWriter alibi = new(seed, device);
        RecurrentWriter recurrent = new(seed, device);
        ConvolvedWriter convolved = new(seed, device);
        CellWriter cells = new(seed, device);
        TextTranslator translator = GenerationFromInputTests.Translator(seed, device);
        Listener listener = new(seed, device);
        return new()
        {
            ["learned"] = new(x => learned.Predict(Padded(x)), (x, n, o) => learned.Generate(x, n, o), 12),
            ["sinusoidal"] = new(sinusoidal.Predict, (x, n, o) => sinusoidal.Generate(x, n, o), 40),
            ["rotary"] = new(x => rotary.Predict(Padded(x)), (x, n, o) => rotary.Generate(x, n, o), 12),
            ["alibi"] = new(alibi.Predict, (x, n, o) => alibi.Generate(x, n, o), 150),
            ["recurrent"] = new(x => recurrent.Predict(Padded(x)), (x, n, o) => recurrent.Generate(x, n, o), 12),
            ["cells"] = new(x => cells.Predict(Padded(x)), (x, n, o) => cells.Generate(x, n, o), 12),
            ["translator"] = new(x => translator.Predict(s_text, Padded(x)), (x, n, o) => translator.Generate(s_text, x, n, o), 12),
            ["listener"] = new(x => listener.Predict(s_sounds, Padded(x)), (x, n, o) => listener.Generate(s_sounds, x, n, o), 12),
            ["convolved"] = new(x => convolved.Predict(Padded(x)), (x, n, o) => convolved.Generate(x, n, o), 12),
        };
    }
}
