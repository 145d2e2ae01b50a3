using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepDsl.Adapters.Tests;

/// <summary>Models as steps of ML.NET pipelines: rows and measures are those of the models themselves.</summary>
public sealed class PipelineTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Classes_are_measured_as_the_model_measures_them()
    {
        (Row[] rows, Dataset data) = Rows();
        FruitNet net = new(seed: 1);
        net.Fit(data, new FitOptions { Epochs = 3, Seed = 1 });
        // <pipeline>
        IDataView classes = _ml.Data.LoadFromEnumerable(Enum.GetNames<Fruit>().Select(name => new ClassName { Name = name }));
        IEstimator<ITransformer> pipeline = _ml.Transforms.Conversion.MapValueToKey("Label", keyData: classes)
            .Append(_ml.Transforms.DeepDsl(net, inputColumnName: "Features"));
        IDataView said = pipeline.Fit(_ml.Data.LoadFromEnumerable(rows)).Transform(_ml.Data.LoadFromEnumerable(rows));
        MulticlassClassificationMetrics metrics = _ml.MulticlassClassification.Evaluate(said);
        // </pipeline>
        EvaluationResult own = net.Evaluate(data);
        Assert.Equal(own["accuracy"], metrics.MicroAccuracy, 6);
        Assert.Equal(own.Loss, metrics.LogLoss, 4);
        Assert.InRange(metrics.MicroAccuracy, 0.5, 0.999); // else equal figures would say little

        float[][] scores = [.. said.GetColumn<float[]>("Score")];
        string[] labels =
            [.. _ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(said).Transform(said).GetColumn<string>("PredictedLabel")];
        Assert.Equal(net.PredictProbabilities(data.InputArray()), scores.SelectMany(s => s));
        Assert.Equal(net.PredictLabels(data.InputArray()).Select(l => l.ToString()), labels);
        VBuffer<ReadOnlyMemory<char>> names = default;
        said.Schema["Score"].GetSlotNames(ref names);
        Assert.Equal(["Pear", "Apple", "Quince"], names.DenseValues().Select(n => n.ToString()));
    }

    [Fact]
    public void Yes_and_no_are_measured_as_the_model_measures_them()
    {
        (Row[] rows, Dataset data) = Rows();
        RipeNet net = new(seed: 3);
        IDataView said = Said(net, rows);
        BinaryClassificationMetrics metrics = _ml.BinaryClassification.Evaluate(said, labelColumnName: "Ripe");
        Dataset ripe = Dataset.FromArrays(data.InputArray(), Array.ConvertAll(rows, r => r.Ripe ? 1 : 0));
        Assert.Equal(net.Evaluate(ripe)["accuracy"], metrics.Accuracy, 6);
        Assert.Equal(net.PredictProbabilities(data.InputArray()), said.GetColumn<float>("Probability"));
        Assert.Equal(net.PredictBatch(data.InputArray()), said.GetColumn<float>("Score"));
    }

    [Fact]
    public void Yes_and_no_by_a_margin_have_no_probability()
    {
        (Row[] rows, Dataset data) = Rows();
        MarginNet net = new(seed: 3);
        IDataView said = Said(net, rows);
        BinaryClassificationMetrics metrics = _ml.BinaryClassification.EvaluateNonCalibrated(said, labelColumnName: "Ripe");
        float[] own = net.PredictBatch(data.InputArray());
        Assert.Equal(own, said.GetColumn<float>("Score"));
        Assert.Equal(own.Select(score => score > 0), said.GetColumn<bool>("PredictedLabel"));
        Assert.Equal(own.Zip(rows, (score, row) => score > 0 == row.Ripe ? 1.0 : 0).Average(), metrics.Accuracy, 6);
        Assert.Null(said.Schema.GetColumnOrNull("Probability"));
    }

    [Fact]
    public void Numbers_are_measured_as_the_model_measures_them()
    {
        (Row[] rows, Dataset _) = Rows();
        WeightNet net = new(seed: 2);
        IDataView said = Said(net, rows, "First");
        RegressionMetrics metrics = _ml.Regression.Evaluate(said, labelColumnName: "Weight");
        float[] own = net.PredictBatch(Array.ConvertAll(rows, r => r.First));
        Assert.Equal(own, said.GetColumn<float>("Score"));
        Assert.Equal(own.Zip(rows, (o, r) => Math.Pow(o - r.Weight, 2)).Average(), metrics.MeanSquaredError, 5);

        PlaceNet place = new(seed: 2);
        float[] places = place.PredictBatch(rows.SelectMany(r => r.Features).ToArray());
        Assert.Equal(places, Said(place, rows).GetColumn<float[]>("Score").SelectMany(s => s));
    }

    [Fact]
    public void An_engine_predicts_one_row_and_columns_join_before_the_step()
    {
        FruitNet net = new(seed: 4);
        IEstimator<ITransformer> pipeline = _ml.Transforms.Concatenate("All", "A", "B").Append(_ml.Transforms.DeepDsl(net, "All"));
        using PredictionEngine<Parts, Answer> engine = _ml.Model.CreatePredictionEngine<Parts, Answer>(
            pipeline.Fit(_ml.Data.LoadFromEnumerable(new Parts[1].Select(_ => new Parts()))));
        Answer answer = engine.Predict(new Parts { A = [0.5f, -1], B = 2 });
        Assert.Equal(net.PredictProbabilities([0.5f, -1, 2]), answer.Score);
        Assert.Equal((uint)net.PredictLabel([0.5f, -1, 2]) + 1, answer.PredictedLabel);
    }

    [Fact]
    public void Sparse_rows_are_read_as_what_they_stand_for()
    {
        FruitNet net = new(seed: 4);
        Sparse[] rows = [new() { Features = new VBuffer<float>(3, 1, [2f], [1]) }, new() { Features = new VBuffer<float>(3, 0, [], []) }];
        IDataView view = _ml.Data.LoadFromEnumerable(rows);
        IDataView said = _ml.Transforms.DeepDsl(net).Fit(view).Transform(view);
        Assert.Equal(net.PredictProbabilities([0, 2, 0, 0, 0, 0]), said.GetColumn<float[]>("Score").SelectMany(s => s));
    }

    [Fact]
    public void What_does_not_fit_is_an_error()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => _ml.Transforms.DeepDsl(new TextNet()));
        Assert.StartsWith("TextNet has 'text' [T], 'meaning' [6], 'kind' [2]; a step of a pipeline takes", error.Message,
            StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => _ml.Transforms.DeepDsl(new FruitNet(), classNames: ["a"]));
        Assert.StartsWith("1 names of classes were given, but FruitNet tells 3 apart", error.Message, StringComparison.Ordinal);
        foreach (Network net in (Network[])[new RipeNet(), new MarginNet()])
        {
            error = Assert.Throws<ArgumentException>(() => _ml.Transforms.DeepDsl(net, classNames: ["no", "yes"]));
            Assert.StartsWith(
                $"2 names of classes were given, but {net.Definition.Name} says yes or no, in a column of truth values; give none.",
                error.Message, StringComparison.Ordinal);
        }
        error = Assert.Throws<ArgumentException>(() => _ml.Transforms.DeepDsl(new WeightNet(), classNames: ["a"]));
        Assert.StartsWith("1 names of classes were given, but WeightNet gives numbers; give none.", error.Message, StringComparison.Ordinal);
        (Row[] rows, _) = Rows();
        Assert.ThrowsAny<Exception>(() => Said(new FruitNet(), rows, "First"));
    }

    private IDataView Said(Network net, Row[] rows, string column = "Features")
    {
        IDataView view = _ml.Data.LoadFromEnumerable(rows);
        return _ml.Transforms.DeepDsl(net, column).Fit(view).Transform(view);
    }

    private static (Row[] Rows, Dataset Data) Rows()
    {
        Random random = new(1);
        Row[] rows = new Row[60];
        for (int i = 0; i < rows.Length; i++)
        {
            float[] x = [(float)random.NextDouble() * 2 - 1, (float)random.NextDouble() * 2 - 1, (float)random.NextDouble() * 2 - 1];
            Fruit label = i % 11 == 0 ? Fruit.Quince : x[0] + x[1] > 0 ? Fruit.Apple : Fruit.Pear;
            rows[i] = new Row { Features = x, Label = label.ToString(), Ripe = x[2] > 0.1, First = x[0], Weight = x[1] };
        }
        return (rows, Dataset.FromArrays([.. rows.SelectMany(r => r.Features)], Array.ConvertAll(rows, r => (int)Enum.Parse<Fruit>(r.Label))));
    }

    private sealed class Row
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public string Label { get; set; } = "";

        public bool Ripe { get; set; }

        public float First { get; set; }

        public float Weight { get; set; }
    }

    private sealed class ClassName
    {
        public string Name { get; set; } = "";
    }

    private sealed class Parts
    {
        [VectorType(2)]
        public float[] A { get; set; } = new float[2];

        public float B { get; set; }
    }

    private sealed class Sparse
    {
        [VectorType(3)]
        public VBuffer<float> Features { get; set; }
    }

    private sealed class Answer
    {
        [VectorType(3)]
        public float[] Score { get; set; } = [];

        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }
}
