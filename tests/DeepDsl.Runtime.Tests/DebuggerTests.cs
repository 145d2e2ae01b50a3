using System.Diagnostics;
using System.Reflection;
using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests;

/// <summary>What a debugger shows in the line of a variable, and what unfolds under it.</summary>
public sealed class DebuggerTests
{
    private static readonly Dataset Data = FitData.Make(40);

    [Fact]
    public void A_model_shows_its_size_its_device_and_how_far_it_is_trained()
    {
        TinyClassifier net = new(seed: 7);
        net.Fit(Data, new FitOptions { Epochs = 2, BatchSize = 10 });
        Assert.Equal($"TinyClassifier: 15 parameters on {net.Device}, after 8 updates", Line(net));
        Assert.Equal(["dense1 [3]"], Unfolded<string[]>(net, "Layers"));
        Assert.Equal(net.Parameters, Unfolded<Parameter[]>(net, "Parameters"));
        Assert.Equal(net.States, Unfolded<RunningState[]>(net, "States"));
        Assert.Same(net.Training, Unfolded<TrainOptions>(net, "Training"));
        Assert.Equal((8L, 7), (Unfolded<long>(net, "Step"), Unfolded<int>(net, "Seed")));
    }

    [Fact]
    public void A_parameter_shows_its_values_as_an_array()
    {
        TinyClassifier net = new(seed: 1);
        Parameter weight = net.Parameter("dense1.weight");
        for (int i = 0; i < 12; i++)
        {
            weight.Edit()[i] = i - 1.5f;
        }
        Assert.Equal("dense1.weight [4, 3]: -1.5, -0.5, 0.5, 1.5, ... from -1.5 to 9.5, mean 4", Line(weight));
        Assert.Equal(weight.Value.ToArray(), Unfolded<float[]>(weight, "Value"));
        Assert.Equal(weight.Gradient.ToArray(), Unfolded<float[]>(weight, "Gradient"));
        Assert.Equal([4, 3], Unfolded<int[]>(weight, "Shape"));
        Assert.Equal("dense1.bias [3]: 0, 0, 0", Line(net.Parameter("dense1.bias")));
        RunningState mean = net.State("norm1.mean");
        Assert.Equal("norm1.mean [2]: 0.5, 0.5", Line(mean));
        Assert.Equal([0.5f, 0.5f], Unfolded<float[]>(mean, "Value"));
    }

    [Fact]
    public void A_data_set_shows_its_columns_and_samples_in_their_order()
    {
        Dataset part = Data.Slice(3, 2);
        Assert.Equal("2 samples: input (4 floats) -> target (1 int)", Line(part));
        Assert.Equal("input (4 floats)", Line(part.Inputs[0]));
        object[][] samples = Unfolded<object[][]>(part, "FirstSamples");
        Assert.Equal(2, samples.Length);
        Assert.Equal(part.Input(1).ToArray(), samples[1][0]);
        Assert.Equal(new[] { part.Label(1) }, samples[1][1]);
        Assert.Equal("1 sample: x (4 floats), weighted", new Dataset([new("x", new float[4], 4)], [], [1]).ToString());
    }

    [Fact]
    public void A_history_shows_its_last_epoch_and_unfolds_to_columns()
    {
        LambdaCallback stop = new() { EpochEnd = (c, e) => { if (e.Epoch == 2) { c.Stop("enough"); } } };
        History history = new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Epochs = 9, Callbacks = [stop] });
        string last = $"epoch 2  loss {ProgressLine.Number(history["loss"][1])}  accuracy {ProgressLine.Number(history["accuracy"][1])}";
        Assert.Equal(last, history.Epochs[1].ToString());
        Assert.Equal(last, Line(history.Epochs[1]));
        Assert.Equal($"{last}  (enough)", Line(history));
        KeyValuePair<string, double[]>[] columns = Unfolded<KeyValuePair<string, double[]>[]>(history, "Columns");
        Assert.Equal(["loss", "accuracy"], columns.Select(c => c.Key));
        Assert.Equal(history["accuracy"], columns[1].Value);
        Assert.Equal(history.ToString(), Unfolded<string>(history, "Table"));
        Assert.Equal("no epoch", Line(new History()));
        Assert.Empty(Unfolded<KeyValuePair<string, double[]>[]>(new History(), "Columns"));
    }

    [Fact]
    public void An_evaluation_shows_a_line()
    {
        EvaluationResult result = new(0.25, new Dictionary<string, double> { ["mae"] = 2 }, 5);
        Assert.Equal("loss 0.2500  mae 2.0000  samples 5", Line(result));
    }

    private const BindingFlags AllMembers = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static string Line(object value)
    {
        (Type type, DebuggerDisplayAttribute display) = Attribute<DebuggerDisplayAttribute>(value);
        string member = display.Value.Trim('{', '}').Replace(",nq", "", StringComparison.Ordinal);
        return member == "ToString()" ? value.ToString()! : (string)type.GetProperty(member, AllMembers)!.GetValue(value)!;
    }

    private static T Unfolded<T>(object value, string property)
    {
        Type view = Type.GetType(Attribute<DebuggerTypeProxyAttribute>(value).Attribute.ProxyTypeName, throwOnError: true)!;
        object shown = Activator.CreateInstance(view, value)!;
        Assert.All(view.GetProperties(), p => p.GetValue(shown));
        return (T)view.GetProperty(property)!.GetValue(shown)!;
    }

    /// <summary>Of the class or the nearest of those it comes from.</summary>
    private static (Type Type, T Attribute) Attribute<T>(object value)
        where T : Attribute
    {
        for (Type? type = value.GetType(); type != null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<T>(inherit: false) is { } attribute)
            {
                return (type, attribute);
            }
        }
        throw new InvalidOperationException($"{value.GetType().Name} has no {typeof(T).Name}.");
    }
}
