using System.Numerics.Tensors;
using System.Text;

namespace TinyGpt;

/// <summary>Goes on from a beginning, character after character, each drawn from what the model expects.</summary>
/// <param name="temperature">Below 1 it keeps to what is likely, above it dares more.</param>
internal sealed class Writer(CharacterNet net, Corpus corpus, double temperature)
{
    public string Write(string beginning, int length, Random random)
    {
        StringBuilder text = new(beginning);
        int[] window = new int[CharacterNet.Steps];
        float[] scores = new float[window.Length * CharacterNet.Characters];
        while (text.Length < beginning.Length + length)
        {
            // No step sees a later one, so what is behind the last character that is known does not matter.
            int known = Math.Min(text.Length, window.Length);
            for (int i = 0; i < known; i++)
            {
                window[i] = corpus.Token(text[text.Length - known + i]);
            }

            net.Predict(window, scores);
            text.Append(corpus.Character(Draw(scores.AsSpan((known - 1) * CharacterNet.Characters, CharacterNet.Characters), random)));
        }

        return text.ToString();
    }

    private int Draw(Span<float> scores, Random random)
    {
        TensorPrimitives.Divide(scores, (float)temperature, scores);
        TensorPrimitives.SoftMax(scores, scores);
        double left = random.NextDouble();
        int token = 0;
        while (token < scores.Length - 1 && (left -= scores[token]) > 0)
        {
            token++;
        }

        return token;
    }
}
