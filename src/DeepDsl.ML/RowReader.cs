using DeepDsl.CompilerServices;
using Microsoft.ML.Data;

namespace DeepDsl;

/// <summary>Reads the input of a row, and writes what a model says of it.</summary>
/// <typeparam name="TRow">The row, as ML.NET fills it.</typeparam>
internal abstract class RowReader<TRow>(Network model)
{
    private readonly bool _isOnScores = model.Definition.LossOf(0) is { IsOnScores: true };

    /// <summary>What ML.NET fills of a row.</summary>
    public abstract SchemaDefinition Columns { get; }

    /// <summary>The score and the probability of each value.</summary>
    public void Predict(TRow row, ISaid said)
    {
        int width = model.Definition.Outputs[0].Length;
        Span<float> values = width <= 256 ? stackalloc float[width] : new float[width];
        Span<float> probabilities = width <= 256 ? stackalloc float[width] : new float[width];
        using (InferenceCall call = model.BeginInference(1))
        {
            SetInput(call, row);
            call.Run();
            call.CopyOutput(0, values);
            call.RunProbabilities();
            call.CopyOutput(0, probabilities);
        }
        said.Take(values, probabilities, isYes: values[0] > (_isOnScores ? 0 : 0.5f));
    }

    protected abstract void SetInput(in InferenceCall call, TRow row);
}

/// <summary>A column of vectors.</summary>
internal sealed class VectorReader : RowReader<VectorReader.Row>
{
    public VectorReader(Network model, string column, int length)
        : base(model)
    {
        Columns = SchemaDefinition.Create(typeof(Row));
        Columns[0].ColumnName = column;
        Columns[0].ColumnType = new VectorDataViewType(NumberDataViewType.Single, length);
    }

    public override SchemaDefinition Columns { get; }

    protected override void SetInput(in InferenceCall call, Row row)
    {
        if (row.Values.IsDense)
        {
            call.SetInput(0, row.Values.GetValues());
            return;
        }
        call.SetInput(0, [.. row.Values.DenseValues()]);
    }

    public sealed class Row
    {
        public VBuffer<float> Values { get; set; }
    }
}

/// <summary>A column of numbers.</summary>
internal sealed class ScalarReader : RowReader<ScalarReader.Row>
{
    public ScalarReader(Network model, string column)
        : base(model)
    {
        Columns = SchemaDefinition.Create(typeof(Row));
        Columns[0].ColumnName = column;
    }

    public override SchemaDefinition Columns { get; }

    protected override void SetInput(in InferenceCall call, Row row) => call.SetInput(0, [row.Value]);

    public sealed class Row
    {
        public float Value { get; set; }
    }
}
