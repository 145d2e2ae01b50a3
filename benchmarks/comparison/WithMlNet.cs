#:package Microsoft.ML@5.0.1
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false
// The digits of WithDeepDsl.cs in ML.NET, which has no layers: its logistic regression.
// WithMlNet.cs digits.csv.gz [wrong], where wrong says another width.
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

using StreamReader reader = new(new GZipStream(File.OpenRead(args[0]), CompressionMode.Decompress));
string[] lines = reader.ReadToEnd().Trim().Split('\n');
float[][] rows = Array.ConvertAll(lines, l => Array.ConvertAll(l.Split(','), c => float.Parse(c, CultureInfo.InvariantCulture)));
Digit[] digits = [.. rows.Select(r => new Digit { Pixels = [.. r[..64].Select(p => p / 16)], Label = (uint)r[64] })];

MLContext ml = new(seed: 1);
SchemaDefinition schema = SchemaDefinition.Create(typeof(Digit));
schema["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, args is [_, "wrong"] ? 128 : 64);
IDataView train = ml.Data.LoadFromEnumerable(digits[..1437], schema);
IDataView test = ml.Data.LoadFromEnumerable(digits[1437..], schema);

Stopwatch watch = Stopwatch.StartNew();
var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
    .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(featureColumnName: "Pixels"));
ITransformer model = pipeline.Fit(train);
double seconds = watch.Elapsed.TotalSeconds;
MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(model.Transform(test));
Console.WriteLine($"accuracy {metrics.MicroAccuracy:0.000}, trained in {seconds:0.0} s");
ml.Model.Save(model, train.Schema, "digits.zip");

public sealed class Digit
{
    public float[] Pixels { get; set; } = [];
    public uint Label { get; set; }
}
