using DeepDsl.Compiler.Ir.Interpretation;

namespace DeepDsl.Compiler.Ir.Primitives;

/// <summary>What attention and its gradient share in the oracle: a walk over the rows of weights.</summary>
internal sealed class AttentionWalk(AttentionForm form, IReadOnlyList<Tensor> inputs)
{
    public Tensor Queries => inputs[0];

    public Tensor Keys => inputs[form.IsPacked ? 0 : 1];

    public Tensor Values => inputs[form.IsPacked ? 0 : 2];

    public IEnumerable<AttentionRow> Rows()
    {
        (int batch, int queries, int keys) = (Queries.Shape[0], Queries.Shape[1], Keys.Shape[1]);
        for (int row = 0; row < batch * queries * form.Heads; row++)
        {
            (int sample, int query, int head) = (row / form.Heads / queries, row / form.Heads % queries, row % form.Heads);
            int length = Length(form.KeyLengths, sample, keys);
            (int from, int to) = query < Length(form.QueryLengths, sample, queries) ? form.KeysOf(query, queries, keys, length) : (0, 0);
            int[] seen = [.. Enumerable.Range(from, to - from)];
            int keyHead = head / (form.Heads / form.KeyHeads);
            int Channel(Tensor side, int position, int start) => (((sample * side.Shape[1]) + position) * side.Shape[2]) + start;

            int at = Channel(Queries, query, form.Starts.Queries + (head * form.HeadSize));
            int[] keysAt = [.. seen.Select(k => Channel(Keys, k, form.Starts.Keys + (keyHead * form.HeadSize)))];
            double slope = form.Slopes is { } slopes ? inputs[slopes].Values[head] : 0;
            yield return new AttentionRow(
                row, at, keysAt, [.. seen.Select(k => Channel(Values, k, form.Starts.Values + (keyHead * form.ValueSize)))],
                [.. seen.Select((k, i) => (form.Scale * Product(at, keysAt[i])) - (slope * Math.Abs(query + keys - queries - k)))],
                [.. seen.Select(k => Kept((((((sample * form.Heads) + head) * keys) + k) * queries) + query))]);
        }
    }

    private static int Least(int size, double length) => Math.Max(0, Math.Min(size, (int)length));

    private int Length(int? input, int sample, int size) => input is { } number ? Least(size, inputs[number].Values[sample]) : size;

    private double Product(int query, int key)
    {
        double sum = 0;
        for (int c = 0; c < form.HeadSize; c++)
        {
            sum += Queries.Values[query + c] * Keys.Values[key + c];
        }

        return sum;
    }

    private double Kept(int weight)
    {
        if (form is not { Random: { } random, DropRate: { } dropRate })
        {
            return 1;
        }

        double rate = inputs[dropRate].Values[0];
        return inputs[random].Values[weight] < rate ? 0 : 1 / (1 - rate);
    }
}
