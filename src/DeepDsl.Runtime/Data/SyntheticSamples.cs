using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>New samples of classes that have few, between those that they have.</summary>
internal sealed class SyntheticSamples
{
    private readonly Dataset _data;
    private readonly int[] _labels;
    private readonly int _neighbours;
    private readonly IReadOnlyList<(int Start, int Width)> _oneHot;
    private readonly DataColumn[] _ints;
    private readonly int[] _floatInputs;
    private readonly List<float>[] _madeFloats;
    private readonly List<int>[] _madeInts;
    private readonly List<int> _madeLabels = [];
    private ulong _state;

    public SyntheticSamples(Dataset data, int[] labels, int neighbours, IReadOnlyList<(int Start, int Width)> oneHot, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        (_data, _labels, _neighbours, _oneHot, _state) = (data, labels, neighbours, oneHot, seed);
        if (data.Targets.Count != 1 || data.Weights != null)
        {
            throw new InvalidOperationException(
                $"New samples have one label and no weight, but this data set has {data.Targets.Count} targets{(data.Weights == null ? "" : " and weights")}. "
                + "Leave those out, or use Oversampled.");
        }
        _floatInputs = [.. Enumerable.Range(0, data.Inputs.Count).Where(i => !data.Inputs[i].IsInt)];
        _ints = [.. data.Inputs.Where(c => c.IsInt)];
        _madeFloats = Array.ConvertAll(_floatInputs, _ => new List<float>());
        _madeInts = Array.ConvertAll(_ints, _ => new List<int>());
        if (_floatInputs.Length == 0)
        {
            throw new InvalidOperationException("New samples lie between the numbers of others, but this data set has no input of floats. Use Oversampled.");
        }
        CheckOneHot();
        CheckFinite();
    }

    private bool HasCategories => _oneHot.Count + _ints.Length > 0;

    public Dataset Smote()
    {
        int most = Classes().Max(c => c.Length);
        foreach (int[] members in Classes())
        {
            if (members.Length == most)
            {
                continue;
            }
            NearestSamples nearest = Nearest(members);
            for (int made = members.Length; made < most; made++)
            {
                int from = RowOrder.Below(members.Length, ref _state);
                Make(members, from, nearest.Of(from, Neighbours(members)));
            }
        }
        return Made();
    }

    public Dataset Adasyn()
    {
        if (HasCategories)
        {
            throw new InvalidOperationException("Adasyn takes numbers alone, but this data set has inputs of ints. Use Smote, which takes categories.");
        }
        int most = Classes().Max(c => c.Length);
        NearestSamples all = Nearest([.. Enumerable.Range(0, _labels.Length)]);
        foreach (int[] members in Classes())
        {
            if (members.Length == most)
            {
                continue;
            }
            int label = _labels[members[0]];
            int looked = Math.Min(_neighbours, _labels.Length - 1);
            double[] hardness = Array.ConvertAll(members, m => all.Of(m, looked).Count(n => _labels[n] != label) / (double)looked);
            double sum = hardness.Sum();
            if (sum == 0)
            {
                throw new InvalidOperationException(
                    $"All neighbours of the samples of class {label} are of that class, so none is harder to tell than others and Adasyn makes none. Use Smote.");
            }
            NearestSamples nearest = Nearest(members);
            for (int m = 0; m < members.Length; m++)
            {
                int count = (int)Math.Round(hardness[m] / sum * (most - members.Length), MidpointRounding.ToEven);
                for (int i = 0; i < count; i++)
                {
                    Make(members, m, nearest.Of(m, Neighbours(members)));
                }
            }
        }
        return Made();
    }

    private IEnumerable<int[]> Classes() => Enumerable.Range(0, _labels.Length).GroupBy(i => _labels[i]).OrderBy(c => c.Key).Select(c => c.ToArray());

    private Dataset Made() => _data.WithMade([.. _madeFloats.Select(v => v.ToArray())], [.. _madeInts.Select(v => v.ToArray())], [.. _madeLabels]);

    private int Neighbours(int[] members) => members.Length > 1
        ? Math.Min(_neighbours, members.Length - 1)
        : throw new InvalidOperationException(
            $"Class {_labels[members[0]]} has one sample, between which and itself no other lies. Give it a second, leave it out through Where, or use Oversampled.");

    private void Make(int[] members, int from, int[] nearest)
    {
        int sample = members[from];
        int other = members[nearest[RowOrder.Below(nearest.Length, ref _state)]];
        float way = (float)RowOrder.Uniform(ref _state);
        int[] voters = Array.ConvertAll(nearest, n => members[n]);
        for (int i = 0; i < _floatInputs.Length; i++)
        {
            ReadOnlySpan<float> a = _data.Input(sample, _floatInputs[i]);
            ReadOnlySpan<float> b = _data.Input(other, _floatInputs[i]);
            float[] made = new float[a.Length];
            for (int f = 0; f < made.Length; f++)
            {
                made[f] = a[f] + (way * (b[f] - a[f]));
            }
            if (_floatInputs[i] == 0)
            {
                foreach ((int start, int width) in _oneHot)
                {
                    int category = Majority(voters, v => Category(v, start, width));
                    made.AsSpan(start, width).Clear();
                    made[start + category] = 1;
                }
            }
            _madeFloats[i].AddRange(made);
        }
        for (int i = 0; i < _ints.Length; i++)
        {
            for (int place = 0; place < _ints[i].Width; place++)
            {
                _madeInts[i].Add(Majority(voters, v => _ints[i].Ints[(_data.Rows[v] * _ints[i].Width) + place]));
            }
        }
        _madeLabels.Add(_labels[sample]);
    }

    /// <summary>What most have; of several, what the nearest of them has.</summary>
    private static int Majority(int[] voters, Func<int, int> category) => voters.GroupBy(category).MaxBy(g => g.Count())!.Key;

    private int Category(int sample, int start, int width) => TensorPrimitives.IndexOfMax(_data.Input(sample).Slice(start, width));

    /// <summary>
    /// Neighbours are those by numbers; categories that differ count as the median of the deviations of the numbers within the class, as in
    /// Chawla et al. (2002).
    /// </summary>
    private NearestSamples Nearest(int[] members)
    {
        List<float[]> points = [.. members.Select(m => _floatInputs.SelectMany(i => Numbers(m, i)).ToArray())];
        List<int[]> categories =
        [
            .. members.Select(m => _oneHot.Select(p => Category(m, p.Start, p.Width))
                .Concat(_ints.SelectMany(c => c.Ints.AsSpan(_data.Rows[m] * c.Width, c.Width).ToArray())).ToArray()),
        ];
        double penalty = categories[0].Length > 0 ? Median(Deviations(points)) : 0;
        return new NearestSamples(points, categories, penalty * penalty);
    }

    private float[] Numbers(int sample, int input)
    {
        ReadOnlySpan<float> values = _data.Input(sample, input);
        List<float> numbers = new(values.Length);
        for (int f = 0; f < values.Length; f++)
        {
            if (input != 0 || !_oneHot.Any(p => f >= p.Start && f < p.Start + p.Width))
            {
                numbers.Add(values[f]);
            }
        }
        return [.. numbers];
    }

    private static double[] Deviations(List<float[]> points) => [.. Enumerable.Range(0, points[0].Length).Select(f =>
    {
        double mean = points.Average(p => (double)p[f]);
        return Math.Sqrt(points.Average(p => (p[f] - mean) * (p[f] - mean)));
    })];

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? 1 : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    private void CheckOneHot()
    {
        if (_oneHot.Count > 0 && _floatInputs[0] != 0)
        {
            throw new ArgumentException("Categories were said to stand in the first input, which holds ints; pass none, since columns of ints are categories.", "oneHot");
        }
        int width = _data.Inputs[0].Width;
        foreach ((int start, int count) in _oneHot)
        {
            if (start < 0 || count < 1 || start > width - count)
            {
                throw new ArgumentException($"Categories were said to stand at {start} to {start + count - 1}, but the first input has the places 0 to {width - 1}.", "oneHot");
            }
        }
    }

    private void CheckFinite()
    {
        foreach (int input in _floatInputs)
        {
            for (int sample = 0; sample < _data.Count; sample++)
            {
                if (!TensorPrimitives.IsFiniteAll(_data.Input(sample, input)))
                {
                    throw new InvalidOperationException(
                        $"Sample {sample} of input '{_data.Inputs[input].Name}' holds a value that is not finite, which has no neighbours. Replace it first.");
                }
            }
        }
    }
}
