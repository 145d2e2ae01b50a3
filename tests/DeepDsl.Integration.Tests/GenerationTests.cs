using System.Numerics.Tensors;

namespace DeepDsl.Integration.Tests;

/// <summary>Texts that models go on with, against what their whole forward gives.</summary>
public sealed class GenerationTests
{
    private const int Tokens = 11;

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
        return new()
        {
            ["learned"] = new(x => learned.Predict(Padded(x)), (x, n, o) => learned.Generate(x, n, o), 12),
            ["sinusoidal"] = new(sinusoidal.Predict, (x, n, o) => sinusoidal.Generate(x, n, o), 40),
            ["rotary"] = new(x => rotary.Predict(Padded(x)), (x, n, o) => rotary.Generate(x, n, o), 12),
            ["alibi"] = new(alibi.Predict, (x, n, o) => alibi.Generate(x, n, o), 150),
            ["recurrent"] = new(x => recurrent.Predict(Padded(x)), (x, n, o) => recurrent.Generate(x, n, o), 12),
            ["convolved"] = new(x => convolved.Predict(Padded(x)), (x, n, o) => convolved.Generate(x, n, o), 12),
        };
    }
}
