using System.Numerics.Tensors;

namespace Translate;

/// <summary>Says dates character after character, each the likeliest behind those before it.</summary>
internal sealed class Translator(DateNet net)
{
    public string[] Translate(IReadOnlyList<string> texts)
    {
        int[] written = Tokens.Read(texts);
        int[] said = new int[texts.Count * DateNet.IsoLength];
        int[] begun = new int[said.Length];
        for (int step = 0; step < DateNet.IsoLength; step++)
        {
            // No character sees a later one, so what is not said yet does not matter.
            for (int text = 0; text < texts.Count; text++)
            {
                int at = (text * DateNet.IsoLength) + step;
                begun[at] = step == 0 ? Tokens.Start : said[at - 1];
            }

            float[] scores = net.PredictBatch(written, begun);
            for (int at = step; at < said.Length; at += DateNet.IsoLength)
            {
                said[at] = TensorPrimitives.IndexOfMax(scores.AsSpan(at * DateNet.IsoAlphabet, DateNet.IsoAlphabet));
            }
        }

        return [.. said.Chunk(DateNet.IsoLength).Select(s => Tokens.Say(s))];
    }
}
