using System.Globalization;
using System.Numerics.Tensors;
using Microsoft.ML.Data;

namespace DeepDsl;

/// <summary>Columns that take what a model says of a row.</summary>
internal interface ISaid
{
    void Take(ReadOnlySpan<float> values, ReadOnlySpan<float> probabilities);
}

/// <summary>One of some classes.</summary>
internal sealed class ClassRow : ISaid
{
    public VBuffer<float> Score;
    public uint PredictedLabel;

    /// <param name="classes">How many there are.</param>
    /// <param name="names">What they are called; empty for their numbers.</param>
    public static SchemaDefinition Columns(int classes, IReadOnlyList<string> names)
    {
        SchemaDefinition columns = SchemaDefinition.Create(typeof(ClassRow), SchemaDefinition.Direction.Write);
        ReadOnlyMemory<char>[] texts = [.. Enumerable.Range(0, classes).Select(i =>
            (names.Count == classes ? names[i] : i.ToString(CultureInfo.InvariantCulture)).AsMemory())];
        VBuffer<ReadOnlyMemory<char>> all = new(classes, texts);
        VectorDataViewType type = new(TextDataViewType.Instance, classes);
        columns[nameof(Score)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, classes);
        columns[nameof(Score)].AddAnnotation("SlotNames", all, type);
        columns[nameof(PredictedLabel)].ColumnType = new KeyDataViewType(typeof(uint), classes);
        columns[nameof(PredictedLabel)].AddAnnotation("KeyValues", all, type);
        return columns;
    }

    public void Take(ReadOnlySpan<float> values, ReadOnlySpan<float> probabilities)
    {
        Score = new VBuffer<float>(probabilities.Length, probabilities.ToArray());
        PredictedLabel = (uint)TensorPrimitives.IndexOfMax(values) + 1; // key 0 is that of a missing one
    }
}

/// <summary>Yes or no.</summary>
internal sealed class YesNoRow : ISaid
{
    public float Score;
    public float Probability;
    public bool PredictedLabel;

    public void Take(ReadOnlySpan<float> values, ReadOnlySpan<float> probabilities)
    {
        (Score, Probability) = (values[0], probabilities[0]);
        PredictedLabel = Probability > 0.5f;
    }
}

/// <summary>A number.</summary>
internal sealed class NumberRow : ISaid
{
    public float Score;

    public void Take(ReadOnlySpan<float> values, ReadOnlySpan<float> probabilities) => Score = probabilities[0];
}

/// <summary>Several numbers.</summary>
internal sealed class VectorRow : ISaid
{
    public VBuffer<float> Score;

    public static SchemaDefinition Columns(int width)
    {
        SchemaDefinition columns = SchemaDefinition.Create(typeof(VectorRow), SchemaDefinition.Direction.Write);
        columns[nameof(Score)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        return columns;
    }

    public void Take(ReadOnlySpan<float> values, ReadOnlySpan<float> probabilities) =>
        Score = new VBuffer<float>(probabilities.Length, probabilities.ToArray());
}
