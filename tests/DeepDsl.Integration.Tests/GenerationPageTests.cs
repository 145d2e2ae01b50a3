using System.Globalization;
using System.Text;

namespace DeepDsl.Integration.Tests;

/// <summary>The example of docs/generation.md.</summary>
public sealed class GenerationPageTests
{
    [Fact]
    public void The_example_runs()
    {
        CharacterGpt net = new(seed: 1);
        StringBuilder written = new();

        // <generate>
        int[] beginning = [17, 4, 23];
        int[] likeliest = net.Generate(beginning, count: 40);

        GenerateOptions drawn = new() { Temperature = 0.8, TopK = 20, TopP = 0.95, Seed = 7 };
        foreach (int token in net.GenerateEach(beginning, count: 200, drawn))
        {
            written.Append(CultureInfo.InvariantCulture, $"{token} ");
        }

        int[] mostProbable = net.Generate(beginning, count: 40, new GenerateOptions { Beams = 4, StopToken = 0 });
        // </generate>

        TextTranslator translator = new(seed: 1);
        int[] text = [4, 9, 2, 7];

        // <given>
        int[] translated = translator.Generate(text, prompt: [1], count: 11, new GenerateOptions { Beams = 3, StopToken = 0 });
        // </given>

        Assert.InRange(translated.Length, 1, 11);
        Assert.Equal(40, likeliest.Length);
        Assert.Equal(200, written.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.InRange(mostProbable.Length, 1, 40);
    }
}
