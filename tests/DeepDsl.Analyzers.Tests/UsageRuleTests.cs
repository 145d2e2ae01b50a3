using static DeepDsl.Analyzers.Tests.Harness.FixTest;
using static DeepDsl.Analyzers.Tests.Harness.RuleTest;

namespace DeepDsl.Analyzers.Tests;

public sealed class UsageRuleTests
{
    /// <summary>Samples of 6 floats, three classes.</summary>
    private const string Net = "enum Fruit { Apple, Pear, Plum } enum Colour { Red, Green, Blue }\n"
        + "[Model, Input(3, 2), Flatten, Dense(3), Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Fruit))] partial class Net;\n";

    private const string TwoInputs = "[Model, Input(3, Name = \"a\"), Input(2, Name = \"b\"), Concat(\"a\"), Dense(1), Loss(Loss.Huber)] partial class Net;\n";

    private static string Call(string statements, string model = Net) =>
        model + $"static class User {{ static void Use(Net net, float[] any, int[] classes) {{ {statements} }} }}\n";

    [Theory]
    [InlineData("net.Predict([|new float[7]|]);", "Net.Predict takes one sample, [3, 2], 6 floats, but x has 7. Pass 6.")]
    [InlineData("net.Predict([|[1f, 2, 3]|]);", "Net.Predict takes one sample, [3, 2], 6 floats, but x has 3. Pass 6.")]
    [InlineData("float[] x = new float[12]; net.Predict([|x|]);", "Net.Predict takes one sample, [3, 2], 6 floats, but x has 12, 2 samples. Call PredictBatch for those.")]
    [InlineData("float[] x = { 1, 2 }; net.Predict([|x|]);", "Net.Predict takes one sample, [3, 2], 6 floats, but x has 2. Pass 6.")]
    [InlineData("System.Span<float> y = new float[3]; net.Predict([|stackalloc float[5]|], y);", "Net.Predict takes one sample, [3, 2], 6 floats, but x has 5. Pass 6.")]
    [InlineData("net.PredictBatch([|new float[15]|]);", "Net.PredictBatch takes whole samples, each [3, 2], 6 floats, but x has 15. Pass 12 or 18.")]
    [InlineData("net.PredictBatch([|new float[0]|]);", "Net.PredictBatch takes whole samples, each [3, 2], 6 floats, but x has 0. Pass 6.")]
    [InlineData("net.TrainStep([|new float[] { 1, 2 }|], classes);", "Net.TrainStep takes whole samples, each [3, 2], 6 floats, but x has 2. Pass 6.")]
    [InlineData("net.Fit([|new float[7]|], classes);", "Net.Fit takes whole samples, each [3, 2], 6 floats, but x has 7. Pass 6 or 12.")]
    [InlineData("net.PredictLabel([|System.MemoryExtensions.AsSpan(any, 4, 12)|]);", "Net.PredictLabel takes one sample, [3, 2], 6 floats, but x has 12, 2 samples. Call PredictLabels for those.")]
    public void DD7001_wrong_length_Triggers(string call, string message) => Triggers("DD7001", Call(call), message);

    [Fact]
    public void DD7001_inputs_of_unequal_batches_Triggers() => Triggers("DD7001", Call("net.PredictBatch(new float[6], [|new float[6]|]);", TwoInputs),
        "Net.PredictBatch takes as many samples of every input, but b has 6, and another input 2 of them: each is [2], 2 floats. Pass 4.");

    [Theory]
    [InlineData("net.Predict(new float[6]); net.PredictBatch(new float[18]); net.TrainStep(new float[12], classes);")]
    [InlineData("net.Predict(any); net.Predict(any[..7]); net.PredictBatch([.. any]);")]
    [InlineData("float[] x = new float[7]; if (any.Length > 7) x = any; net.Predict(x);")]
    [InlineData("float[] x = new float[7]; Fill(ref x); net.Predict(x); static void Fill(ref float[] x) => x = new float[6];")]
    [InlineData("System.Collections.Generic.List<float> x = []; x.AddRange(any); net.PredictBatch([.. x]);")]
    [InlineData("float[] x = new float[7], z; (x, z) = (any, any); net.Predict(x);")]
    [InlineData("System.Span<float> x = new float[12]; x = x.Slice(0, 6); net.PredictBatch(x, any);")]
    [InlineData("const int Side = 3; net.Predict(new float[Side * 2]); int n = any.Length; net.Predict(new float[n]);")]
    [InlineData("new Other().Predict(new float[7]); } class Other { public void Predict(float[] x) { }")]
    public void DD7001_right_or_unknown_length_DoesNotTrigger(string call) => CompilesAndDoesNotTrigger(Call(call));

    [Fact]
    public void DD7001_own_member_of_the_same_name_DoesNotTrigger() => CompilesAndDoesNotTrigger(
        "[Model, Input(6), Dense(3), Loss(Loss.Huber)] partial class Net { public void Predict(float[] x, int from) { } }\n"
        + "static class User { static void Use(Net net) => net.Predict(new float[7], 1); }");

    [Theory]
    [InlineData("net.Predict(any, [|new float[2]|]);", "Net.Predict writes [3], 3 floats, but y has room for 2. Pass 3.")]
    [InlineData("net.PredictBatch(new float[12], [|new float[3]|]);", "Net.PredictBatch writes 2 samples of [3], 3 floats: 6 floats, but y has room for 3. Pass 6.")]
    [InlineData("net.PredictProbabilities(any, [|new float[4]|]);", "Net.PredictProbabilities writes for each sample [3], 3 floats, but y has room for 4.")]
    public void DD7002_result_of_wrong_length_Triggers(string call, string message) => Triggers("DD7002", Call(call), message);

    [Fact]
    public void DD7002_right_or_unknown_length_DoesNotTrigger() =>
        CompilesAndDoesNotTrigger(Call("net.Predict(any, new float[3]); net.PredictBatch(any, new float[9]); net.PredictBatch(new float[12], new float[6]);"));

    [Theory]
    [InlineData("net.TrainStep(new float[12], [|new[] { 0, 1, 2 }|]);", "Net.TrainStep takes for each of the 2 samples 1 int, but y has 3. Pass 2.")]
    [InlineData("net.TrainStep(new float[12], [|new float[2]|]);",
        "Net.TrainStep takes for each of the 2 samples [3], 3 floats, but y has 2. If these are classes, pass them as ints.")]
    [InlineData("net.TrainStep(any, [|new float[5]|]);", "Net.TrainStep takes for each sample [3], 3 floats, but y has 5.")]
    [InlineData("net.TrainStep(new float[6], [|new[] { Fruit.Plum, Fruit.Pear }|]);", "Net.TrainStep takes for each sample 1 int, but y has 2. Pass 1.")]
    [InlineData("net.EvaluateLoss(new float[12], new int[2], [|new float[3]|]);",
        "Net.EvaluateLoss takes one weight for each of the 2 samples, but sampleWeights has 3. Pass 2.")]
    [InlineData("net.Evaluate(new float[12], [|new[] { 0 }|]);", "Net.Evaluate takes for each of the 2 samples 1 int, but y has 1. Pass 2.")]
    public void DD7003_targets_of_other_samples_Triggers(string call, string message) =>
        Triggers("DD7003", Call(call), message);

    [Fact]
    public void DD7003_targets_of_the_samples_DoesNotTrigger() => CompilesAndDoesNotTrigger(Call(
        "net.TrainStep(new float[12], new[] { 0, 2 }); net.TrainStep(new float[12], new float[6]); net.TrainStep(any, new float[9]); net.TrainStep(any, new[] { 0, 1 }, new[] { 1f }); "
        + "net.TrainStep(new float[12], new[] { 0, 1 }, new float[0]); net.TrainStep(new float[12], new[] { 0, 1 }, null); net.TrainStep(any, new[] { Fruit.Apple });"));

    [Theory]
    [InlineData("net.TrainStep(any, new[] { 0, [|3|] });",
        "Label 3 at position 1 is none of the 3 classes of output \"output\" in Net.TrainStep: they are 0 to 2. Correct it, or give the last layer a unit for it.")]
    [InlineData("System.ReadOnlySpan<float> x = any; net.TrainStep(x, [0, [|3|]]);",
        "Label 3 at position 1 is none of the 3 classes of output \"output\" in Net.TrainStep: they are 0 to 2. Correct it, or give the last layer a unit for it.")]
    [InlineData("net.TrainStep(any, new[] { 1, 2, [|3|] });",
        "Label 3 at position 2 is none of the 3 classes of output \"output\" in Net.TrainStep: they are 0 to 2. Subtract 1 from these labels, which seem to count from 1.")]
    [InlineData("int[] y = { -1 }; net.Fit(any, [|y|]);",
        "Label -1 at position 0 is none of the 3 classes of output \"output\" in Net.Fit: they are 0 to 2. Correct it, or give the last layer a unit for it.")]
    [InlineData("net.TrainStep(any, new[] { Fruit.Apple, [|(Fruit)7|] });",
        "Label 7 at position 1 is none of the 3 classes of output \"output\" in Net.TrainStep: they are 0 to 2. Correct it, or give the last layer a unit for it.")]
    public void DD7004_label_that_is_no_class_Triggers(string call, string message) => Triggers("DD7004", Call(call), message);

    [Theory]
    [InlineData("net.TrainStep(any, new[] { 0, 1, 2, classes[0] });")]
    [InlineData("int[] y = [0, 3]; y[1] = 2; net.TrainStep(any, y);")]
    [InlineData("int[] y = [0, 3]; System.Array.Clear(y); net.TrainStep(any, y);")]
    [InlineData("net.TrainStep(any, new float[] { 0, 1, 0 });")]
    public void DD7004_classes_or_changed_labels_DoesNotTrigger(string call) => CompilesAndDoesNotTrigger(Call(call));

    [Fact]
    public void DD7004_an_ignored_label_is_no_mistake_but_another_is()
    {
        const string Model = "[Model, Input(4), Dense(3), Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -100)] partial class Tagger;\n";
        CompilesAndDoesNotTrigger(Model + "class User { float Run(Tagger net) => net.TrainStep(new float[8], [-100, 2]); }");
        Triggers("DD7004", Model + "class User { float Run(Tagger net) => net.TrainStep(new float[8], [-100, [|-1|]]); }",
            "Label -1 at position 1 is none of the 3 classes of output \"output\" in Tagger.TrainStep: they are 0 to 2, and -100 is ignored. "
            + "Correct it, or give the last layer a unit for it.");
    }

    [Fact]
    public void DD7004_a_single_output_tells_two_classes_apart_DoesNotTrigger() => CompilesAndDoesNotTrigger(
        "[Model, Input(2), Dense(1), Loss(Loss.SigmoidCrossEntropy)] partial class Net;\nstatic class User { static void Use(Net net, float[] x) => net.TrainStep(x, new[] { 0, 1 }); }");

    [Fact]
    public void DD7005_labels_of_another_enum_Triggers() => Triggers("DD7005", Call("net.TrainStep(any, new[] { (int)Fruit.Pear, [|(int)Colour.Blue|] });"),
        "Colour.Blue is a Colour, but the classes in Net.TrainStep are those of [Labels(typeof(Fruit))]. Pass a Fruit.");

    [Fact]
    public void DD7005_labels_of_the_enum_DoesNotTrigger() => CompilesAndDoesNotTrigger(Call("net.TrainStep(any, new[] { (int)Fruit.Pear, 2 }); net.TrainStep(any, new[] { Fruit.Plum });"));

    [Theory]
    [InlineData("net.Predict(new float[7]);", "Change the length to 6 (the data must change too)", "net.Predict(new float[6]);")]
    [InlineData("float[] x = new float[7]; net.Predict(x);", "Change the length to 6 (the data must change too)", "float[] x = new float[6]; net.Predict(x);")]
    [InlineData("net.Predict(new float[12]);", "Call PredictBatch", "net.PredictBatch(new float[12]);")]
    [InlineData("net?.Predict(new float[12], new float[6]);", "Call PredictBatch", "net?.PredictBatch(new float[12], new float[6]);")]
    [InlineData("net.PredictBatch(new float[12], stackalloc float[3]);", "Change the length to 6", "net.PredictBatch(new float[12], stackalloc float[6]);")]
    [InlineData("net.TrainStep(new float[12], new int[3]);", "Change the length to 2 (the data must change too)", "net.TrainStep(new float[12], new int[2]);")]
    public Task Length_is_set_right(string call, string title, string expected) => Fixed(Call(call), title, Call(expected));

    [Fact]
    public Task Length_is_set_right_in_all() => FixesAll(
        Call("net.Predict(any, new float[2]); net.Predict(any, new float[4]);"), Call("net.Predict(any, new float[3]); net.Predict(any, new float[3]);"));

    [Fact]
    public Task Length_of_data_is_set_right_one_at_a_time() => FixesOneAtATime(Call("net.Predict(new float[7]); net.Predict(new float[5]);"));

    [Theory]
    [InlineData("net.Predict([1f, 2, 3]);")]
    [InlineData("net.Predict(new float[12], new float[3]);")] // the result has no room for both
    [InlineData("net.PredictBatch(new float[15]);")] // 12 or 18
    public Task What_the_rule_cannot_know_is_not_changed(string call) => NotFixed(Call(call));

    private const string Words = "[Model, Input(3, Type = ElementType.Int32), Embedding(30, 8), Flatten, Dense(3), Loss(Loss.SoftmaxCrossEntropy)] partial class Net;\n";

    [Theory]
    [InlineData("net.Predict(new[] { 1, [|30|], 31 });", "Token 30 at position 1 is none of the 30 of input \"input\" in Net.Predict: they are 0 to 29. Correct it, or give [Embedding] a larger Vocabulary.")]
    [InlineData("net.TrainStep(new[] { 1, 2, [|-1|] }, classes);", "Token -1 at position 2 is none of the 30 of input \"input\" in Net.TrainStep: they are 0 to 29. Correct it, or give [Embedding] a larger Vocabulary.")]
    public void DD7007_TokenRange_Triggers(string call, string message) => Triggers("DD7007", Call(call, Words), message);

    [Fact]
    public void DD7007_TokenRange_DoesNotTrigger() =>
        CompilesAndDoesNotTrigger(Call("net.Predict(new[] { 0, 29, 1 }); net.Predict(new[] { classes[0], 1, 2 }); net.Predict(classes);", Words));

    [Fact]
    public void DD7003_an_array_that_is_input_and_target_of_other_sizes_Triggers() => Triggers("DD7003",
        "[Model, Input(4, 4, 1), Upsample2D(2), Conv2D(1, Kernel = 3, Padding = Padding.Same), Loss(Loss.MeanSquaredError)] partial class Net;\n"
        + "static class User { static void Use(Net net, float[] x) => net.TrainStep(x, [|x|]); }",
        "Net.TrainStep takes for each sample [4, 4, 1], 16 floats, and as its target [8, 8, 1], 64 floats, but x is given as both. Let the model end "
        + "in [4, 4, 1], or pass targets of its size.");

    private const string YesOrNo = "[Model, Input(2), Dense(1), Loss(Loss.SigmoidCrossEntropy)] partial class Net;\n";

    [Theory]
    [InlineData("new float[] { [|-1|], 1 }", "Target -1 at position 0 is no probability, and Loss(Loss.SigmoidCrossEntropy) of Net.TrainStep takes those, "
        + "from 0 to 1: of others it falls without end. Write 0 in place of -1, or use Loss.Hinge, which takes -1 and 1.")]
    [InlineData("new float[] { 0, [|2.5f|] }", "Target 2.5 at position 1 is no probability, and Loss(Loss.SigmoidCrossEntropy) of Net.TrainStep takes those, "
        + "from 0 to 1: of others it falls without end. Correct it; for numbers there is Loss.MeanSquaredError.")]
    public void DD7011_targets_that_are_no_probabilities_Triggers(string y, string message) => Triggers("DD7011", Call($"net.TrainStep(any, {y});", YesOrNo), message);

    [Theory]
    [InlineData("net.TrainStep(any, new float[] { 0, 0.3f, 1 });", YesOrNo)]
    [InlineData("net.TrainStep(any, new float[] { -1, 1 });", "[Model, Input(2), Dense(1), Loss(Loss.MeanSquaredError)] partial class Net;\n")]
    [InlineData("float[] y = [-1, 1]; y[0] = 0; net.TrainStep(any, y);", YesOrNo)]
    [InlineData("net.TrainStep(any, new float[] { -1, 1 });", "[Model, Input(2), Dense(1), Loss(Loss.Hinge)] partial class Net;\n")]
    public void DD7011_probabilities_or_other_losses_DoesNotTrigger(string call, string model) => CompilesAndDoesNotTrigger(Call(call, model));

    [Theory]
    [InlineData("net.Fit(data, new FitOptions { Validation = [|data|] });", "data")]
    [InlineData("net.Fit(data, new FitOptions { Validation = [|data.Take(9)|] });", "data.Take(9)")]
    [InlineData("net.Fit(any, classes, new FitOptions { Validation = [|Dataset.FromArrays(any, classes)|] });", "Dataset.FromArrays(any, classes)")]
    public void DD7012_validation_on_what_is_trained_on_Triggers(string call, string validation) => Assert.StartsWith(
        $"{validation} validates net.Fit, which trains on the same samples", Message("DD7012", Call($"Dataset data = Dataset.FromArrays(any, classes); {call}")),
        StringComparison.Ordinal);

    [Fact]
    public void DD7012_other_samples_DoesNotTrigger() => CompilesAndDoesNotTrigger(Call(
        "Dataset data = Dataset.FromArrays(any, classes); (Dataset a, Dataset b) = data.Split(0.9, 1); net.Fit(a, new FitOptions { Validation = b }); "
        + "net.Fit(data.Take(9), new FitOptions { Validation = data.Skip(9) }); net.Fit(data, new FitOptions { ValidationFraction = 0.1 });"));

    private const string Picture = "[Model, Input(28, 28, 1), Conv2D(4, Kernel = 3), Loss(Loss.Huber)] partial class Net;\n";

    private static string Pixels(string statements, string model = Picture) => model + "static class User { static void Use(Net net, byte[] pixels) { "
        + $"float[] x = new float[pixels.Length]; {statements} }} }}\n";

    [Fact]
    public void DD7013_bytes_as_they_are_Triggers() => Triggers("DD7013",
        Pixels("for (int i = 0; i < x.Length; i++) x[i] = pixels[i]; net.PredictBatch([|x|]);"),
        "x holds bytes, from 0 to 255, and Conv2D(4, Kernel = 3) (layer 1) of Net.PredictBatch reads them as they are: its weights start for values "
        + "around 1, so that the first steps overshoot. Write pixels[i] / 255f, or begin the model with [BatchNorm].");

    [Theory]
    [InlineData("net.PredictBatch([|System.Array.ConvertAll(pixels, p => (float)p)|]);")]
    [InlineData("net.PredictBatch([|System.Linq.Enumerable.ToArray(System.Linq.Enumerable.Select(pixels, p => (float)p))|]);")]
    public void DD7013_converted_bytes_Triggers(string call) => Assert.Contains("from 0 to 255", Message("DD7013", Pixels(call)), StringComparison.Ordinal);

    [Theory]
    [InlineData("for (int i = 0; i < x.Length; i++) x[i] = pixels[i] / 255f; net.PredictBatch(x);")]
    [InlineData("for (int i = 0; i < x.Length; i++) x[i] = pixels[i]; for (int i = 0; i < x.Length; i++) x[i] /= 255; net.PredictBatch(x);")]
    [InlineData("for (int i = 0; i < x.Length; i++) x[i] = pixels[i]; Scale(x); net.PredictBatch(x); static void Scale(float[] x) { }")]
    [InlineData("net.PredictBatch(System.Array.ConvertAll(pixels, p => p / 255f));")]
    [InlineData("float[] y = System.Array.ConvertAll(pixels, p => (float)p); for (int i = 0; i < y.Length; i++) y[i] /= 255; net.PredictBatch(y);")]
    [InlineData("float[] y = System.Array.ConvertAll(pixels, p => (float)p); Scale(y); net.PredictBatch(y); static void Scale(float[] x) { }")]
    [InlineData("float[] y = Scaled(); y[0] = pixels[0]; net.PredictBatch(y); static float[] Scaled() => new float[784];")]
    public void DD7013_scaled_bytes_DoesNotTrigger(string statements) => CompilesAndDoesNotTrigger(Pixels(statements));

    /// <summary>A norm scales them; other values than pictures may be small.</summary>
    [Theory]
    [InlineData("[Model, Input(28, 28, 1), BatchNorm, Conv2D(4, Kernel = 3), Loss(Loss.Huber)] partial class Net;\n")]
    [InlineData("[Model, Input(64), Dense(4), Loss(Loss.Huber)] partial class Net;\n")]
    [InlineData("[Model, Input(8, 8, 2), Conv2D(4, Kernel = 3), Loss(Loss.Huber)] partial class Net;\n")]
    public void DD7013_bytes_of_others_DoesNotTrigger(string model) =>
        CompilesAndDoesNotTrigger(Pixels("for (int i = 0; i < x.Length; i++) x[i] = pixels[i]; net.PredictBatch(x);", model));
}
