using System.Numerics.Tensors;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Room for the samples of one update, changed: a data set of its own, which the calls read as they read any other.</summary>
internal sealed class AugmentedSlot
{
    private const uint MixingStage = 1;

    private readonly NetworkDefinition _model;
    private readonly DatasetBinding _source;
    private readonly DatasetBinding _copies;
    private readonly AugmentPlan _plan;
    private readonly int _seed;
    private readonly bool _dataAreFinite;
    private readonly int[] _numbers;
    private readonly int[] _sources;
    private readonly int[] _partners;
    private readonly float[]?[] _inputsBefore;
    private readonly float[]?[] _targetsBefore;
    private float[] _weightsBefore = [];

    public AugmentedSlot(NetworkDefinition model, DatasetBinding source, AugmentPlan plan, in FitPlan fit, bool dataAreFinite)
    {
        (_model, _source, _plan, _seed, _dataAreFinite) = (model, source, plan, fit.Seed, dataAreFinite);
        int samples = fit.SamplesPerUpdate;
        _numbers = [.. Enumerable.Range(0, samples)];
        _sources = new int[samples];
        _partners = new int[samples];
        Dataset data = new(
            [.. source.InputColumns.Zip(_model.Inputs, (c, i) => c == null ? null : Room(c, i.Name, samples, 0)).OfType<DataColumn>()],
            [.. source.TargetColumns.Select((c, i) => c == null ? null : Room(c, _model.Outputs[_model.Losses[i].Output].Name, samples, SharesOf(i))).OfType<DataColumn>()],
            source.Data.Weights is { } weights ? new float[samples] : null);
        _copies = new DatasetBinding(_model, data, "the augmented samples", source.Carried);
        bool mixes = plan.Mixes.Length > 0;
        _inputsBefore = [.. _copies.InputColumns.Select(c => mixes && c is { IsInt: false } ? new float[c.Floats.Length] : null)];
        _targetsBefore = [.. _copies.TargetColumns.Select(c => mixes && c != null ? new float[c.Floats.Length] : null)];
        _weightsBefore = mixes ? new float[samples] : [];
    }

    /// <summary>What it holds.</summary>
    public DatasetBinding Data => _copies;

    /// <summary>Samples in it.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<int> Rows => _numbers.AsSpan(0, Count);

    /// <summary>The rows of the training set that they were made from.</summary>
    public ReadOnlySpan<int> Sources => _sources.AsSpan(0, Count);

    /// <summary>Fills it.</summary>
    /// <param name="rows">Of the training set.</param>
    /// <param name="start">Place of the first in the order of the epoch.</param>
    /// <param name="epoch">From 0.</param>
    public void Fill(ReadOnlySpan<int> rows, int start, int epoch)
    {
        Count = rows.Length;
        rows.CopyTo(_sources);
        for (int i = 0; i < rows.Length; i++)
        {
            Copy(rows[i], i);
            Apply(_plan.Changes, rows[i], i, start + i, epoch, stage: 0);
        }
        if (_plan.Mixes.Length > 0)
        {
            Mix(rows, start, epoch);
        }
    }

    /// <summary>Columns begin as the first row everywhere, since what is there must always be data that the model takes.</summary>
    private DataColumn Room(DataColumn column, string name, int samples, int shares)
    {
        int first = _source.Data.Rows[0];
        if (shares > 0)
        {
            return new DataColumn(name, new float[samples * shares], shares);
        }
        if (column.IsInt)
        {
            int[] ints = new int[samples * column.Width];
            for (int i = 0; i < samples; i++)
            {
                column.Ints.AsSpan(first * column.Width, column.Width).CopyTo(ints.AsSpan(i * column.Width));
            }
            return new DataColumn(name, ints, column.Width);
        }
        return new DataColumn(name, new float[samples * column.Width], column.Width);
    }

    /// <summary>Floats of a target that labels become where samples are mixed; 0 where it stays as it is.</summary>
    private int SharesOf(int loss) => _plan.Mixes.Length > 0 && _source.TargetColumns[loss] is { IsInt: true }
        ? _model.Losses[loss].TargetLengthAt(isInt: false, _source.Symbols) : 0;

    private void Copy(int row, int sample)
    {
        for (int i = 0; i < _model.Inputs.Length; i++)
        {
            Copy(_source.InputColumns[i], row, _copies.InputColumns[i], sample, 0);
        }
        for (int i = 0; i < _model.Losses.Length; i++)
        {
            Copy(_source.TargetColumns[i], row, _copies.TargetColumns[i], sample, _model.Losses[i].Classes);
        }
        if (_source.Data.Weights is { } weights)
        {
            _copies.Data.Weights!.Floats[sample] = weights.Floats[row];
        }
    }

    private static void Copy(DataColumn? from, int row, DataColumn? to, int sample, int classes)
    {
        if (from == null)
        {
            return;
        }
        if (!from.IsInt)
        {
            from.Floats.AsSpan(row * from.Width, from.Width).CopyTo(to!.Floats.AsSpan(sample * from.Width));
        }
        else if (to!.IsInt)
        {
            from.Ints.AsSpan(row * from.Width, from.Width).CopyTo(to.Ints.AsSpan(sample * from.Width));
        }
        else
        {
            Span<float> shares = to.Floats.AsSpan(sample * to.Width, to.Width);
            shares.Clear();
            for (int i = 0; i < from.Width; i++)
            {
                shares[(i * classes) + from.Ints[(row * from.Width) + i]] = 1;
            }
        }
    }

    /// <summary>Makes the changes of one sample; returns how much of it is its own.</summary>
    private float Apply(AugmentPlan.Change[] changes, int row, int sample, int place, int epoch, uint stage)
    {
        AugmentRandom random = new(_seed, epoch, place, stage);
        float ownShare = 1;
        foreach (AugmentPlan.Change change in changes)
        {
            DataColumn input = _copies.InputColumns[change.Input]!;
            AugmentedSample values = new() { Shape = change.Shape, Steps = change.Shape[0], OwnShare = ownShare, HasLengths = change.Lengths >= 0 };
            Range own = (sample * input.Width)..((sample + 1) * input.Width);
            if (input.IsInt)
            {
                values.Tokens = input.Ints.AsSpan()[own];
            }
            else
            {
                values.Values = input.Floats.AsSpan()[own];
            }
            if (change.Labels >= 0)
            {
                values.Labels = _copies.TargetColumns[change.Labels]!.Ints.AsSpan(sample * change.Shape[0], change.Shape[0]);
                values.IgnoredLabel = _model.Losses[change.Labels].IgnoreIndex!.Value;
            }
            if (change.Augmentation.Mixes)
            {
                values.Partner = _inputsBefore[change.Input].AsSpan(_partners[sample] * input.Width, input.Width);
            }
            Apply(change, ref values, ref random, row, epoch, sample);
            ownShare = values.OwnShare;
        }
        return ownShare;
    }

    private void Apply(
        AugmentPlan.Change change, ref AugmentedSample values, ref AugmentRandom random, int row, int epoch, int sample)
    {
        if (change.Lengths >= 0)
        {
            values.Steps = Math.Clamp(_copies.InputColumns[change.Lengths]!.Ints[sample], 0, change.Shape[0]);
        }
        try
        {
            change.Augmentation.Apply(ref values, ref random);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{change.Augmentation} failed on row {row} of the training set in epoch {epoch + 1}: {e.Message}", e);
        }
        if (change.Lengths >= 0)
        {
            _copies.InputColumns[change.Lengths]!.Ints[sample] = values.Steps;
        }
        if (_dataAreFinite && !TensorPrimitives.IsFiniteAll<float>(values.Values))
        {
            throw new InvalidOperationException(
                $"{change.Augmentation} made a value that is not finite of row {row} of the training set in epoch {epoch + 1}.");
        }
    }

    private void Mix(ReadOnlySpan<int> rows, int start, int epoch)
    {
        RowOrder.Shuffle(_partners.AsSpan(0, Count), RowOrder.ForEpoch(((ulong)(uint)_seed << 32) | (uint)start, epoch + 1));
        Keep(_copies.InputColumns, _inputsBefore);
        Keep(_copies.TargetColumns, _targetsBefore);
        float[]? weights = _copies.Data.Weights?.Floats;
        weights?.CopyTo(_weightsBefore, 0);
        for (int i = 0; i < rows.Length; i++)
        {
            float own = Apply(_plan.Mixes, rows[i], i, start + i, epoch, MixingStage);
            int partner = _partners[i];
            for (int loss = 0; loss < _targetsBefore.Length; loss++)
            {
                if (_copies.TargetColumns[loss] is { } target)
                {
                    Mix(target.Floats, _targetsBefore[loss]!, target.Width, i, partner, own);
                }
            }
            if (weights != null)
            {
                Mix(weights, _weightsBefore, 1, i, partner, own);
            }
        }
    }

    private static void Mix(float[] values, float[] before, int width, int sample, int partner, float own)
    {
        for (int i = 0; i < width; i++)
        {
            values[(sample * width) + i] = (own * before[(sample * width) + i]) + ((1 - own) * before[(partner * width) + i]);
        }
    }

    private static void Keep(IReadOnlyList<DataColumn?> columns, float[]?[] kept)
    {
        for (int i = 0; i < kept.Length; i++)
        {
            if (kept[i] is { } copy)
            {
                columns[i]!.Floats.CopyTo(copy, 0);
            }
        }
    }
}
