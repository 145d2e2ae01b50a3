using System.Globalization;
using System.Numerics.Tensors;
using Microsoft.ML.Data;

namespace DeepDsl;

/// <summary>Columns that take what a model says of a row.</summary>
internal interface ISaid
{
    /// <param name="values">As the model gives them.</param>
    /// <param name="probabilities">With the softmax or sigmoid of its loss; without such a loss the values.</param>
    /// <param name="isYes">Of a model that tells two classes apart by one value.</param>
    void Take(ReadOnlySpan<float> values, ReadOnlySpan<float> probabilities, bool isYes);
}

/// <summary>One of some classes.</summary>
internal sealed class ClassRow : ISaid
{
    public VBuffer<float> Score { get; set; }

    public uint PredictedLabel { get; set; }

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

    public void Take(ReadOnlySpan<float> values, ReadOnlySpan<float> probabilities, bool isYes)
    {
        Score = new VBuffer<float>(probabilities.Length, probabilities.ToArray());
        PredictedLabel = (uint)TensorPrimitives.IndexOfMax(values); // members count keys from 0, columns from 1
    }
}

/// <summary>Yes or no.</summary>
internal sealed class YesNoRow : ISaid
{
    public float Score { get; set; }

    public float Probability { get; set; }

    public bool PredictedLabel { get; set; }

    public void Take(ReadOnlySpan<float> values, ReadOnlySpan<float> probabilities, bool isYes)
    {
        (Score, Probability, PredictedLabel) = (values[0], probabilities[0], isYes);
    }
}

/// <summary>Yes or no by a score that tells no probability.</summary>
internal sealed class MarginRow : ISaid
{
    public float Score { get; set; }

    public bool PredictedLabel { get; set; }

    public void Take(ReadOnlySpan<float> values, ReadOnlySpan<float> probabilities, bool isYes) => (Score, PredictedLabel) = (values[0], isYes);
}

/// <summary>A number.</summary>
internal sealed class NumberRow : ISaid
{
    public float Score { get; set; }

    public void Take(ReadOnlySpan<float> values, ReadOnlySpan<float> probabilities, bool isYes) => Score = probabilities[0];
}

/// <summary>Several numbers.</summary>
internal sealed class VectorRow : ISaid
{
    public VBuffer<float> Score { get; set; }

    public static SchemaDefinition Columns(int width)
    {
        SchemaDefinition columns = SchemaDefinition.Create(typeof(VectorRow), SchemaDefinition.Direction.Write);
        columns[nameof(Score)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        return columns;
    }

    public void Take(ReadOnlySpan<float> values, ReadOnlySpan<float> probabilities, bool isYes) =>
        Score = new VBuffer<float>(probabilities.Length, probabilities.ToArray());
}
