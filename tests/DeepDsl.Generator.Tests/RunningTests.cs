using DeepDsl.Generator.Tests.Harness;

namespace DeepDsl.Generator.Tests;

/// <summary>What is generated does what its documentation says.</summary>
public sealed class RunningTests
{
    [Fact]
    public void Odd_names_run_as_plain_ones_do()
    {
        const string source = """
            using DeepDsl;
            [Block, Dense(3, Name = "A")] public partial class Hidden;
            [Model, Input(2), HiddenAttribute(Name = "B"), Dense(1, Name = "C"), Loss(Loss.MeanSquaredError)] public partial class Net
            {
                public new string Definition => "";
                public float[] Predict(float[] x, params object[] more) => x;
                new int BatchOf(int input, int length) => 0;
            }
            public static class Test
            {
                public static string Run()
                {
                    Net net = new(seed: 1);
                    float[] x = [1, 2, 3, 4];
                    string losses = "";
                    for (int i = 0; i < 3; i++)
                    {
                        losses += net.TrainStep(x, new float[] { 1, 2 }) + " ";
                    }

                    return losses + string.Join(" ", net.PredictBatch(x));
                }
            }
            """;
        string odd = source.Replace("\"A\"", "\"a\\n \\u2028b\"", StringComparison.Ordinal).Replace("\"B\"", "\"class\"", StringComparison.Ordinal)
            .Replace("\"C\"", "\"\\U0001F600/1\"", StringComparison.Ordinal).Replace("Net", "@event", StringComparison.Ordinal);
        Assert.Equal(Running.Run<string>(source), Running.Run<string>(odd));
    }

    [Fact]
    public void The_smallest_program_learns()
    {
        float[] p = Running.Run<float[]>("""
            using DeepDsl;
            public static class Test
            {
                public static float[] Run()
                {
                    var net = new XorNet(seed: 1);
                    float[] x = [0, 0, 0, 1, 1, 0, 1, 1];
                    float[] y = [0, 1, 1, 0];
                    for (int i = 0; i < 2000; i++) net.TrainStep(x, y);
                    return net.PredictBatch(x);
                }
            }

            [Model, Input(2), Dense(8, Activation = Activation.Tanh), Dense(1, Activation = Activation.Sigmoid)]
            [Loss(Loss.BinaryCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.03)]
            public partial class XorNet;
            """);
        Assert.True(p[0] < 0.05f && p[1] > 0.95f && p[2] > 0.95f && p[3] < 0.05f, string.Join(", ", p));
    }

    /// <summary>A single score says yes where its loss has learned it to: above 0 of logits, above a half of probabilities.</summary>
    [Theory]
    [InlineData("Loss.SigmoidCrossEntropy", "", 0)]
    [InlineData("Loss.Focal", "", 0)]
    [InlineData("Loss.Hinge", "", 0)]
    [InlineData("Loss.Focal, FromLogits = false", ", Activation = Activation.Sigmoid", 0.5)]
    [InlineData("Loss.BinaryCrossEntropy", ", Activation = Activation.Sigmoid", 0.5)]
    public void Labels_and_accuracy_cut_a_single_score_alike(string loss, string activation, double threshold)
    {
        (float[] scores, string[] labels, double accuracy) = Running.Run<(float[], string[], double)>($$"""
            using System;
            using System.Linq;
            using DeepDsl;

            public enum Answer { No, Yes }

            [Model, Input(1), Dense(1, Init = Init.Ones{{activation}}), Loss({{loss}}), Labels(typeof(Answer))]
            public partial class Single;

            public static class Test
            {
                public static (float[], string[], double) Run()
                {
                    var net = new Single();
                    float[] x = [-0.75f, -0.25f, 0.25f, 0.75f];
                    var labels = net.PredictLabels(x);
                    double accuracy = net.Evaluate(x, labels.Select(l => (int)l).ToArray())["accuracy"];
                    return (net.PredictBatch(x), labels.Select(l => l.ToString()).ToArray(), accuracy);
                }
            }
            """);

        Assert.Equal(["No", "No", "Yes", "Yes"], labels);
        Assert.Equal(scores.Select(s => s > threshold ? "Yes" : "No"), labels);
        Assert.Equal(1, accuracy);
    }

    /// <summary>Scores of several answers, of which a label names one, are judged by the highest.</summary>
    [Fact]
    public void A_label_for_several_answers_is_the_highest()
    {
        double accuracy = Running.Run<double>("""
            using DeepDsl;

            [Model, Input(3), Dense(3, Init = Init.Identity), Loss(Loss.SigmoidCrossEntropy)]
            public partial class OneAgainstAll;

            public static class Test
            {
                public static double Run()
                {
                    float[] x = [3, 2, 1, 1, 3, 2];
                    return new OneAgainstAll().Evaluate(x, new[] { 0, 2 })["accuracy"];
                }
            }
            """);
        Assert.Equal(0.5, accuracy);
    }

    /// <summary>Two inputs (one of tokens), two outputs, labels of a byte-sized enum, parameters by layer.</summary>
    [Fact]
    public void Every_form_of_a_call_gives_the_same()
    {
        string failures = Running.Run<string>("""
            using System;
            using System.Linq;
            using System.Numerics.Tensors;
            using DeepDsl;

            public enum Mood : byte { Good, Bad, Ugly }

            [Model]
            [Input(4, Name = "user"), Dense(3, Activation = Activation.ReLU, Name = "tower")]
            [Input(5, Type = ElementType.Int32, Name = "item"), Embedding(11, 2), Flatten]
            [Concat("tower"), Twice(Units = 6, Name = "deep")]
            [Dense(3, Name = "mood"), Dense(1, From = "tower", Name = "score")]
            [Output("mood"), Output("score")]
            [Loss(Loss.SoftmaxCrossEntropy, Output = "mood"), Loss(Loss.MeanSquaredError, Output = "score", Weight = 0.5)]
            public partial class Two;

            [Model, Input(4), BatchNorm, Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Mood))]
            public partial class Labelled;

            [Block, Dense(Units), Tanh] public partial class Twice { [Parameter] const int Units = 2; }

            public static class Test
            {
                static string _failures = "";
                static void Check(bool holds, string what) => _failures += holds ? "" : what + "\n";

                public static string Run()
                {
                    float[] user = [.. Enumerable.Range(0, 8).Select(i => i * 0.1f - 0.3f)];
                    int[] item = [1, 2, 3, 4, 10, 0, 0, 1, 1, 9];
                    var two = new Two(seed: 3);
                    (float[] moods, float[] scores) = two.PredictBatch(user, item);
                    Check(moods.Length == 6 && scores.Length == 2, "lengths");
                    var first = two.Predict(user[..4], item[..5]);
                    Check(first.Mood.SequenceEqual(moods[..3]) && first.Score.SequenceEqual(scores[..1]), "one sample");
                    var tensors = two.PredictBatch(Tensor.Create(user, [2, 4]), Tensor.Create(item, [2, 5]));
                    Check(tensors.Mood.Lengths.SequenceEqual([2, 3]) && tensors.Mood.SequenceEqual(moods), "tensors");
                    (float[] p, float[] s) = two.PredictProbabilities(user, item);
                    Check(Math.Abs(p[..3].Sum() - 1) < 1e-5 && s.SequenceEqual(scores), "probabilities");
                    float before = two.EvaluateLoss(user, item, [0, 2], [0.5f, -0.5f]);
                    Check(two.TrainStep(user, item, new[] { 0, 2 }, new[] { 0.5f, -0.5f }) is var loss && Math.Abs(loss - before) < 1e-6, "loss");
                    for (int i = 0; i < 50; i++) two.TrainStep(user, item, new[] { 0, 2 }, new[] { 0.5f, -0.5f });
                    Check(two.EvaluateLoss(user, item, [0, 2], [0.5f, -0.5f]) < before, "training");
                    Check(two.Deep.Dense1.Weight.Name == "deep.dense1.weight" && two.Deep.Dense1.Weight.Shape.SequenceEqual([13, 6]), "block");
                    Check(two.Score.Bias.Name == "score.bias" && two.Embedding1.Weight.Name == "embedding1.weight", "layers");
                    Check(Two.ParameterCount == two.Parameters.Sum(q => q.Length), "count");

                    var net = new Labelled(seed: 1);
                    Mood[] labels = [Mood.Ugly, Mood.Good];
                    for (int i = 0; i < 400; i++) net.TrainStep(user, labels);
                    Check(net.PredictLabels(user).SequenceEqual(labels) && net.PredictLabel(user[..4]) == Mood.Ugly, "labels");
                    Check(net.BatchNorm1.RunningMean.Name == "batchNorm1.running_mean" && net.BatchNorm1.RunningMean.Value[0] != 0, "states");
                    float byLabels = net.EvaluateLoss(user, labels), byInts = net.EvaluateLoss(user, [2, 0]), byFloats = net.EvaluateLoss(user, [0f, 0, 1, 1, 0, 0]);
                    Check(byLabels == byInts && Math.Abs(byInts - byFloats) < 1e-6, "targets");
                    Check(net.Evaluate(user, labels).Metrics["accuracy"] == 1, "metrics");

                    using (TrainingCall step = net.Forward(user))
                    {
                        step.SetTarget(0, [2, 0]);
                        float once = step.Loss();
                        step.Backward();
                        Check(once > 0 && net.Gradients.Norm() > 0, "by hand");
                    }

                    try { net.Predict(user, new float[3]); Check(false, "length"); }
                    catch (ArgumentException e) { Check(e.Message.Contains("takes batch x [4]") || e.Message.Contains("8"), e.Message); }
                    try { net.PredictBatch(user, new float[5]); Check(false, "room"); }
                    catch (ArgumentException e) { Check(e.Message == "Output 'output' of Labelled gives 2 x [3] = 6 floats, found room for 5; pass memory of exactly that size.", e.Message); }
                    return _failures;
                }
            }
            """);
        Assert.Equal("", failures);
    }

    /// <summary>The tables say how many ids there are: the smallest that an input indexes, in whatever order.</summary>
    [Fact]
    public void An_id_beyond_the_smallest_table_is_refused()
    {
        string messages = Running.Run<string>("""
            using System;
            using DeepDsl;

            [Model]
            [Input(2, 3, Type = ElementType.Int32, Name = "ids"), Embedding(9, 2), GlobalAvgPool2D, Dense(2, Name = "a")]
            [Permute(1, 0, From = "ids"), Reshape(6), Embedding(7, 2), GlobalAvgPool1D, Dense(2), Add("a")]
            public partial class Two;

            public static class Test
            {
                public static string Run()
                {
                    var two = new Two();
                    two.PredictBatch([0, 1, 2, 3, 4, 6]);
                    string messages = "";
                    foreach (int id in new[] { 7, -1 })
                    {
                        try { two.PredictBatch([0, 1, 2, 3, id, 6]); }
                        catch (ArgumentException e) { messages += e.Message + "\n"; }
                    }

                    return messages;
                }
            }
            """);
        Assert.Equal(
            "Input 'ids' of Two takes ints from 0 to 6, found 7 at position 4 of sample 0.\n"
            + "Input 'ids' of Two takes ints from 0 to 6, found -1 at position 4 of sample 0.\n", messages);
    }

    /// <summary>Each use has its own values: given, inherited through a block around it, from what it is put on, and the default.</summary>
    [Fact]
    public void A_function_of_a_block_follows_the_parameters_of_its_use()
    {
        float[] y = Running.Run<float[]>("""
            using DeepDsl;

            [Block, Map(nameof(Line))]
            public partial class Scaled
            {
                [Parameter] const int Factor = 3;
                [Parameter] const double Shift = 0.5;
                [Parameter] const bool Negative = false;
                [Parameter(From = Of.InputChannels)] const int Channels = 1;
                static float Line(float x) => (Negative ? -x : x) * (Factor / 2) * Channels + (float)Shift;
            }

            [Block, Scaled(Factor = 2 * Times, Shift = 0.0), Map(nameof(Add))]
            public partial class Outer
            {
                [Parameter] const int Times = 1;
                static float Add(float x) => x + Times;
            }

            [Model, Input(2), Identity(Name = "x")]
            [Scaled(From = "x", Name = "a")]
            [Scaled(From = "x", Name = "b", Factor = 5, Shift = 0.25, Negative = true)]
            [Outer(From = "x", Name = "c", Times = 4)]
            [Outer(From = "x", Name = "d", Repeat = 2)]
            [Concat("a", "b", "c")]
            public partial class Net;

            public static class Test { public static float[] Run() => new Net().Predict([1, 10]); }
            """);
        Assert.Equal([7, 43, 2.5f, 20.5f, -3.75f, -39.75f, 12, 84], y);
    }

    /// <summary>A constructor of the user's that copies is none of the generated class's business.</summary>
    [Fact]
    public void A_snapshot_stands_beside_a_copy_constructor_of_the_users()
    {
        bool same = Running.Run<bool>("""
            using System.Linq;
            using DeepDsl;

            [Model, Input(2), Dense(3)]
            public partial class Net { public Net(Net other) : this(other.Seed + 1) { } public Net(Network other) : this(other.Seed + 2) { } }

            public static class Test
            {
                public static bool Run()
                {
                    var net = new Net(seed: 7);
                    float[] x = [0.5f, 2];
                    return net.Snapshot().Predict(x).SequenceEqual(net.Predict(x)) && !new Net(net).Predict(x).SequenceEqual(net.Predict(x));
                }
            }
            """);
        Assert.True(same);
    }

    /// <summary>Whether the caller has memory for the outputs or not, before anything is computed or allocated.</summary>
    [Fact]
    public void A_batch_beyond_what_an_array_holds_is_refused()
    {
        string[] messages = Running.Run<string[]>("""
            using System;
            using DeepDsl;

            [Model, Input(1), Dense(1000), Loss(Loss.SoftmaxCrossEntropy)] public partial class Wide;
            [Model, Input(1), Dense(1000), Tanh, Dense(1), Loss(Loss.MeanSquaredError)] public partial class Waist;

            public static class Test
            {
                public static string[] Run()
                {
                    var wide = new Wide(1, Device.Cpu(1));
                    var waist = new Waist(1, Device.Cpu(1));
                    float[] x = new float[2_200_000];
                    return [
                        Message(() => wide.PredictBatch(x)), Message(() => wide.PredictProbabilities(x)), Message(() => wide.TrainStep(x, x)),
                        Message(() => waist.TrainStep(x, x)),
                    ];
                }

                static string Message(Action action)
                {
                    try { action(); return ""; }
                    catch (Exception e) { return e.GetType().Name + ": " + e.Message; }
                }
            }
            """);
        string wide = $"ArgumentException: Wide gives 2200000 x [1000] = 2200000000 floats of output 'output', but an array holds at most {Array.MaxLength}; "
            + "pass at most 2147483 samples at a time.";
        Assert.All(messages[..3], m => Assert.Equal(wide, m));
        Assert.Matches(
            "^ArgumentOutOfRangeException: Waist needs [0-9]+ floats for a batch of 2200000, but an array holds at most [0-9]+; pass at most [0-9]+ samples "
            + "at a time. [(]Parameter 'batch'[)]$", messages[3]);
    }

    [Fact]
    public void A_broken_model_throws_what_is_wrong_with_it()
    {
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => Running.Run<string>("""
            using DeepDsl;
            [Model, Input(2), Dense(0)] public partial class Broken;
            public static class Test { public static string Run() => new Broken().PredictBatch(new float[2])[0] + ""; }
            """));
        Assert.Equal("Broken was built with errors in its declaration:\nDense(0) (layer 1) has Units = 0; it must be at least 1.", thrown.Message);
    }
}
