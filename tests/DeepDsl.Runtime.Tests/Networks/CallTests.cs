using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Networks;

public sealed class CallTests
{
    private static readonly float[] Pair = [0, 1];

    [Fact]
    public void Tokens_and_labels_reach_the_programs()
    {
        TinyTokens net = new();
        float[] table = net.Parameter("table.weight").Value.ToArray();
        using InferenceCall call = net.BeginInference(2);
        call.SetInput(0, [0, 4, 2, 2]);
        call.SetTarget(0, [2, 0]);
        call.SetTarget(1, new float[6]);
        call.Run();
        float[] scores = [table[0] + table[12], table[1] + table[13], table[2] + table[14], 2 * table[6], 2 * table[7], 2 * table[8]];
        Assert.Equal(scores, call.Output(0).ToArray());

        double expected = (Sample(scores[..3], 2) + Sample(scores[3..], 0)) / 2;
        Assert.Equal(expected, call.Loss(), 1e-5);

        call.RunProbabilities();
        double sum = scores[..3].Sum(s => Math.Exp(s));
        Assert.Equal(Math.Exp(scores[1]) / sum, call.Output(0)[1], 1e-5);

        static double Sample(float[] scores, int label) =>
            Math.Log(scores.Sum(s => Math.Exp(s))) - scores[label] + scores.Sum(s => 0.5 * s * s / 3);
    }

    [Fact]
    public void Probabilities_are_the_outputs_where_the_loss_implies_none()
    {
        TinyMlp net = new();
        using InferenceCall call = net.BeginInference(1);
        call.SetInput(0, Pair);
        call.RunProbabilities();
        Assert.Equal(net.PredictBatch(Pair), call.Output(0).ToArray());
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        TinyMlp net = new();
        Says("TinyMlp takes a batch of at least 1 sample, found 0. (Parameter 'batch')", () => net.BeginInference(0));
        Says("TinyMlp takes a batch of at least 1 sample, found -3. (Parameter 'batch')", () => net.BeginTraining(-3));
        Says(
            "Input 'input' of TinyMlp takes batch x [2] = 2 * n floats, found 3; pass whole samples, one after another.",
            () => net.PredictBatch([1, 2, 3]));
        Says(
            "Input 'input' of TinyMlp takes batch x [2] = 2 * n floats, found 0; pass whole samples, one after another.",
            () => net.PredictBatch([]));
        Says(
            "The target of BinaryCrossEntropy on output 'output' of TinyMlp takes 1 x [1] = 1 floats, found 2.",
            () => net.TrainStep(Pair, Pair));
        Says(
            "The target of BinaryCrossEntropy on output 'output' of TinyMlp takes ints from 0 to 1, found 2 at position 0 of sample 1.",
            () => net.TrainStep([0, 1, 1, 0], [1, 2]));
        using TrainingCall call = net.BeginTraining(2);
        Says("Input 'input' of TinyMlp takes 2 x [2] = 4 floats, found 2.", () => call.SetInput(0, Pair));
        Says("Input 'input' of TinyMlp takes floats [2], found ints.", () => call.SetInput(0, [1, 2, 3, 4]));
        Says("TinyMlp has 1 inputs, numbered from 0, found number 1. (Parameter 'input')", () => call.SetInput(1, Pair));
        Says("TinyMlp has 1 losses, numbered from 0, found number -1. (Parameter 'loss')", () => call.SetTarget(-1, Pair));
        Says("TinyMlp takes a sample weight for each of the 2 samples of this batch, found 1.", () => call.SetSampleWeights([1f]));
        Says("TinyMlp has 1 outputs, numbered from 0, found number 1. (Parameter 'output')", () => call.Output(1));
        Says("The gradient of output 'output' of TinyMlp takes 2 x [1] = 2 floats, found 1.", () => call.SetOutputGradient(0, [1f]));
        Says("Input 1 of TinyMlp is no float input, so it has no gradient; float inputs are 'input'.", () => call.InputGradient(1));
    }

    [Fact]
    public void Wrong_tokens_and_targets_are_named()
    {
        TinyTokens net = new();
        using TrainingCall call = net.BeginTraining(2);
        Says(
            "Input 'tokens' of TinyTokens takes ints from 0 to 4, found 5 at position 1 of sample 1.",
            () => call.SetInput(0, [0, 4, 2, 5]));
        Says(
            "Input 'tokens' of TinyTokens takes ints from 0 to 4, found -1 at position 0 of sample 0.",
            () => call.SetInput(0, [-1, 4, 2, 5]));
        Says("Input 'tokens' of TinyTokens takes ints [2], found floats.", () => call.SetInput(0, [1f, 2f, 3f, 4f]));
        Says(
            "The target of MeanSquaredError on output 'scores' of TinyTokens takes floats [3], found ints.",
            () => call.SetTarget(1, [1, 2]));
        call.SetInput(0, [0, 4, 2, 2]);
        call.Forward();
        Says(
            "TinyTokens: the loss needs the target of SoftmaxCrossEntropy on output 'scores' of TinyTokens, "
            + "which was not set; call SetTarget.",
            () => call.Loss());
        call.SetTarget(0, new float[6]);
        call.SetTarget(1, new float[6]);
        Says("TinyTokens: its losses do not take float targets; give ints.", () => call.Loss());
        call.SetTarget(0, [1, 2]);
        Assert.True(call.Loss() > 0);
        Says("TinyTokens: BackwardInput needs a float input, of which there is none; use Backward.", () => call.BackwardInput());
    }

    [Fact]
    public void A_model_without_a_loss_says_so()
    {
        FlatModel net = new(FlatModel.Vector("p", 1));
        using TrainingCall call = net.BeginTraining(1);
        Says(
            "FlatModel has no loss, so it takes no targets; add [Loss(...)] to the class. (Parameter 'loss')",
            () => call.SetTarget(0, [1f]));
        call.SetInput(0, [1f]);
        call.Forward();
        Says("FlatModel: there is no loss; add [Loss(...)] to the class.", () => call.Loss());
    }

    [Fact]
    public void Steps_out_of_order_are_named()
    {
        TinyMlp net = new();
        using TrainingCall call = net.BeginTraining(1);
        Says("TinyMlp: Forward needs input 'input', which was not set; call SetInput for it first.", () => call.Forward());
        Says("TinyMlp: Output was called before Forward, and it computes them; call that first.", () => call.Output(0));
        Says("TinyMlp: Loss was called before Forward, and it reads the outputs; call that first.", () => call.Loss());
        Says("TinyMlp: Backward was called before Forward, and it reads what that kept; call that first.", () => call.Backward());
        Says(
            "TinyMlp: SetOutputGradient was called before Forward, and that may overwrite what is set; call that first.",
            () => call.SetOutputGradient(0, [1f]));
        Says("TinyMlp: InputGradient was read before BackwardInput ran; call BackwardInput first.", () => call.InputGradient(0));

        call.SetInput(0, Pair);
        call.Forward();
        Says("TinyMlp: Forward ran already in this call, and its inputs may be overwritten; begin another call.", () => call.Forward());
        Says("TinyMlp: its inputs were set after they were used; begin another call for another batch.", () => call.SetInput(0, Pair));
        Says(
            "TinyMlp: Backward needs the gradient of output 'output'; call Loss, or SetOutputGradient for each output.",
            () => call.Backward());

        call.SetTarget(0, [1f]);
        call.Loss();
        Says(
            "TinyMlp: its targets were set after the loss was computed; begin another call for another batch.",
            () => call.SetTarget(0, [1f]));
        Says(
            "TinyMlp: its sample weights were set after the loss was computed; begin another call for another batch.",
            () => call.SetSampleWeights([1f]));
        call.BackwardInput();
        Says("TinyMlp: BackwardInput ran already in this call; read InputGradient.", () => call.BackwardInput());
        call.Backward();
        const string after = "was called after Backward, which overwrites what it reads; call it before Backward, or begin another call.";
        Says($"TinyMlp: Backward {after}", () => call.Backward());
        Says($"TinyMlp: BackwardInput {after}", () => call.BackwardInput());
        Says($"TinyMlp: SetOutputGradient {after}", () => call.SetOutputGradient(0, [1f]));
        Assert.Equal(1, call.Output(0).Length);
        Assert.Equal(2, call.InputGradient(0).Length);
    }

    [Fact]
    public void The_loss_does_not_replace_gradients_that_were_set()
    {
        TinyMlp net = new();
        using TrainingCall call = net.BeginTraining(1);
        call.SetInput(0, Pair);
        call.SetTarget(0, [1f]);
        call.Forward();
        call.SetOutputGradient(0, [1f]);
        Says(
            "TinyMlp: Loss was called after SetOutputGradient, whose gradients it would replace; call Loss first, or not at all.",
            () => call.Loss());
    }

    [Fact]
    public void Inference_out_of_order_is_named()
    {
        TinyTokens net = new();
        using InferenceCall call = net.BeginInference(1);
        Says("TinyTokens: Output was called before Run, and it computes them; call that first.", () => call.Output(0));
        Says("TinyTokens: Run needs input 'tokens', which was not set; call SetInput for it first.", () => call.RunProbabilities());
        call.SetInput(0, [1, 2]);
        call.SetTarget(0, [1]);
        call.SetTarget(1, new float[3]);
        call.RunProbabilities();
        Says("TinyTokens: Loss was called after RunProbabilities, which overwrites the targets; call Loss first.", () => call.Loss());
    }

    [Fact]
    public void A_disposed_call_is_over()
    {
        TinyMlp net = new();
        InferenceCall inference = net.BeginInference(1);
        inference.Dispose();
        TrainingCall training = net.BeginTraining(1);
        training.Dispose();
        using InferenceCall next = net.BeginInference(1);
        Says("TinyMlp: this call was disposed; begin another one.", () => inference.SetInput(0, Pair));
        Says("TinyMlp: this call was disposed; begin another one.", () => training.Forward());
        Says("TinyMlp: this call was disposed; begin another one.", () => training.Loss());
    }

    [Fact]
    public void A_call_that_was_never_begun_says_so()
    {
        const string expected = "This call was not begun on a model; get one from BeginTraining, BeginInference or Forward.";
        TrainingCall training = default;
        Says(expected, () => training.SetInput(0, Pair));
        Says(expected, () => training.SetTarget(0, Pair));
        Says(expected, () => training.SetSampleWeights([1f]));
        Says(expected, () => training.Forward());
        Says(expected, () => training.Loss());
        Says(expected, () => training.SetOutputGradient(0, Pair));
        Says(expected, () => training.Backward());
        Says(expected, () => training.BackwardInput());
        Says(expected, () => training.Output(0));
        Says(expected, () => training.InputGradient(0));
        training.Dispose();
        InferenceCall inference = default;
        Says(expected, () => inference.SetInput(0, Pair));
        Says(expected, () => inference.Run());
        Says(expected, () => inference.CopyOutput(0, new float[1]));
        inference.Dispose();
    }

    [Theory]
    [InlineData(-1, "-1")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void Sample_weights_are_finite_and_not_negative(float weight, string text)
    {
        TinyMlp net = new();
        using TrainingCall call = net.BeginTraining(2);
        Says(
            $"Sample 1 has the weight {text}; weights must be finite and not negative.",
            () => call.SetSampleWeights([1f, weight]));
        using InferenceCall inference = net.BeginInference(1);
        Says($"Sample 0 has the weight {text}; weights must be finite and not negative.", () => inference.SetSampleWeights([weight]));
    }

    [Fact]
    public void A_wrong_call_leaves_the_model_usable()
    {
        TinyMlp net = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => net.BeginTraining(0));
        Assert.Throws<ArgumentException>(() => net.TrainStep(Pair, Pair));
        Assert.Throws<ArgumentOutOfRangeException>(() => net.BeginTraining(1_500_000_000));
        net.TrainStep(TinyMlp.XorInputs, TinyMlp.XorTargets);
        net.TrainStep([0, 0], [1f]);
    }

    private static void Says(string expected, Action action)
    {
        Exception? error = Record.Exception(action);
        Assert.True(error is ArgumentException or InvalidOperationException, $"expected \"{expected}\", found {error}");
        Assert.Equal(expected, error.Message);
    }
}
