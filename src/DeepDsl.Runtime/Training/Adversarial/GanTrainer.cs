using System.Diagnostics;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// Trains two models against each other (Goodfellow et al. 2014): the discriminator learns to tell real samples from made ones, and the
/// generator, from the discriminator's gradient, what would have looked more real. Each keeps an optimizer and settings of its own.
/// </summary>
public sealed class GanTrainer
{
    private const string GeneratorLoss = "generator_loss";

    private readonly ValueDefinition _numbers;
    private readonly ValueDefinition _sample;
    private float[] _real = [];
    private float[] _made = [];

    /// <param name="generator">Makes a sample, its one output, of random numbers, its one input of floats. It needs no loss.</param>
    /// <param name="discriminator">Has one input of floats, the sample, and a loss that takes 1 for a real one and 0 for a made one.</param>
    public GanTrainer(Network generator, Network discriminator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(discriminator);
        (Generator, Discriminator) = (generator, discriminator);
        (NetworkDefinition making, NetworkDefinition judging) = (generator.Definition, discriminator.Definition);
        _numbers = OneFloatInput(making, "random numbers");
        _sample = OneFloatInput(judging, "a sample");
        if (judging.Losses is not [{ HasTarget: true, TakesFloats: true, TargetLength: 1 }])
        {
            throw new ArgumentException(
                $"{judging.Name} has "
                + (judging.Losses.Length == 0 ? "no loss" : $"the loss {Listing.Of(judging.Losses, l => l.Kind.ToString())}")
                + "; a discriminator has one whose target is one number a sample, such as [Loss(Loss.SigmoidCrossEntropy)] behind Dense(1).",
                nameof(discriminator));
        }
        if (making.Outputs.Length != 1 || making.Outputs[0].Length != _sample.Length)
        {
            throw new ArgumentException(
                $"{making.Name} gives {Listing.Of(making.Outputs, o => Shapes.Text(o.Shape))}, but {judging.Name} judges "
                + $"{Shapes.Text(_sample.Shape)}; a generator has one output, of as many values as the discriminator's input.", nameof(generator));
        }
    }

    /// <summary>Makes samples.</summary>
    public Network Generator { get; }

    /// <summary>Judges them.</summary>
    public Network Discriminator { get; }

    /// <summary>
    /// By how much less than 1 the discriminator takes real samples for real (one-sided label smoothing, Salimans et al. 2016), so that it
    /// does not become so sure that the generator learns nothing; 0 for none.
    /// </summary>
    public double LabelSmoothing
    {
        get;
        init => field = value is >= 0 and < 1 ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), FormattableString.Invariant($"{nameof(LabelSmoothing)} is from 0 to below 1, found {value}."));
    }

    /// <summary>Trains both on the samples of a data set, whose labels and weights are not looked at.</summary>
    /// <param name="real">With one input, of as many floats as the discriminator's.</param>
    /// <param name="options">How; null for 10 epochs.</param>
    /// <returns>A row for each epoch: <c>loss</c>, that of the discriminator, and <c>generator_loss</c>.</returns>
    public History Fit(Dataset real, GanOptions? options = null)
    {
        options ??= new GanOptions();
        ArgumentNullException.ThrowIfNull(real);
        ArgumentOutOfRangeException.ThrowIfNegative(options.BatchSize, nameof(options));
        int batch = Math.Min(options.BatchSize > 0 ? options.BatchSize : Discriminator.Training.BatchSize, real.Count);
        if (real.Inputs is not [{ IsInt: false } column] || column.Width != _sample.Length || real.Count == 0)
        {
            throw new ArgumentException(
                $"{Discriminator.Definition.Name} judges {_sample.Length} floats, but the data set has {real.Count} samples of "
                + $"{Listing.Of(real.Inputs, c => $"{c.Width} {(c.IsInt ? "ints" : "floats")}")}; give at least one sample, with that one input.",
                nameof(real));
        }
        History history = new();
        ulong state = RowOrder.ForEpoch((ulong)options.Seed, 0);
        float[] samples = new float[batch * _sample.Length];
        float[] numbers = new float[batch * _numbers.Length];
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            long clock = Stopwatch.GetTimestamp();
            int[] order = RowOrder.Shuffled(real.Count, RowOrder.ForEpoch((ulong)options.Seed, epoch));
            (double discriminator, double generator) = (0, 0);
            int steps = real.Count / batch;
            for (int step = 0; step < steps; step++)
            {
                for (int i = 0; i < batch; i++)
                {
                    real.Input(order[(step * batch) + i]).CopyTo(samples.AsSpan(i * _sample.Length));
                }
                Draw(numbers, ref state);
                (float judged, float deceived) = Step(samples, numbers);
                (discriminator, generator) = (discriminator + judged, generator + deceived);
            }
            EpochResult result = new()
            {
                Epoch = epoch, Loss = discriminator / steps, Metrics = new Dictionary<string, double> { [GeneratorLoss] = generator / steps },
                ValidationMetrics = new Dictionary<string, double>(), LearningRate = Discriminator.Training.LearningRate,
                Seconds = Stopwatch.GetElapsedTime(clock).TotalSeconds,
            };
            history.Add(result);
            if (options.EpochEnd?.Invoke(result) == false)
            {
                history.StopReason = $"{nameof(GanOptions.EpochEnd)} ended the fit after epoch {epoch}.";
                break;
            }
        }
        return history;
    }

    /// <summary>One update of both: first of the discriminator, on real and made samples, each as a batch of its own.</summary>
    /// <param name="real">Real samples.</param>
    /// <param name="numbers">Random numbers, of which samples are made: as many as there are real ones, or any other number.</param>
    /// <returns>The losses before it: of the discriminator the mean over real and made samples, of the generator for being found out.</returns>
    public (float Discriminator, float Generator) Step(ReadOnlySpan<float> real, ReadOnlySpan<float> numbers)
    {
        int made = CallChecks.BatchOf(Generator.Definition, 0, numbers.Length, default);
        int judged = CallChecks.BatchOf(Discriminator.Definition, 0, real.Length, default);
        Fill(ref _real, judged, (float)(1 - LabelSmoothing));
        using TrainingCall making = Begin(Generator, numbers, made);
        ReadOnlySpan<float> samples = making.Output(0);

        float loss = Learn(real, _real.AsSpan(0, judged), accumulate: false);
        Fill(ref _made, made, 0);
        loss += Learn(samples, _made.AsSpan(0, made), accumulate: true);
        Discriminator.Update();

        Fill(ref _made, made, 1);
        using TrainingCall judging = Begin(Discriminator, samples, made);
        judging.SetTarget(0, _made.AsSpan(0, made));
        float deceived = judging.Loss();
        judging.BackwardInput();
        making.SetOutputGradient(0, judging.InputGradient(0));
        making.Backward();
        Generator.Update();
        return (loss / 2, deceived);
    }

    /// <summary>Makes samples, one after another.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Decides the random numbers.</param>
    public float[] Generate(int count, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ulong state = RowOrder.ForEpoch((ulong)seed, 0);
        float[] numbers = new float[count * _numbers.Length];
        Draw(numbers, ref state);
        return Generate(numbers);
    }

    /// <summary>Makes samples of random numbers, of mean 0 and deviation 1.</summary>
    public float[] Generate(ReadOnlySpan<float> numbers)
    {
        using InferenceCall call = Generator.BeginInference(CallChecks.BatchOf(Generator.Definition, 0, numbers.Length, default));
        call.SetInput(0, numbers);
        call.Run();
        return call.Output(0).ToArray();
    }

    private float Learn(ReadOnlySpan<float> samples, ReadOnlySpan<float> areReal, bool accumulate)
    {
        using TrainingCall judging = Begin(Discriminator, samples, areReal.Length);
        judging.SetTarget(0, areReal);
        float loss = judging.Loss();
        judging.Backward(accumulate);
        return loss;
    }

    private static TrainingCall Begin(Network network, ReadOnlySpan<float> input, int batch)
    {
        TrainingCall call = network.BeginTraining(batch);
        call.SetInput(0, input);
        call.Forward();
        return call;
    }

    private static ValueDefinition OneFloatInput(NetworkDefinition model, string what) =>
        model.Inputs is [{ IsInt: false, Sizes: null } input] ? input : throw new ArgumentException(
            $"{model.Name} has the inputs {Listing.Quoted([.. model.Inputs.Select(i => i.Name)])}, but takes {what} here; give a model of one "
            + "input of floats of a fixed size.");

    private static void Fill(ref float[] targets, int count, float value)
    {
        if (targets.Length < count)
        {
            targets = new float[count];
        }
        targets.AsSpan(0, count).Fill(value);
    }

    /// <summary>Numbers of mean 0 and deviation 1, after Box and Muller (1958).</summary>
    private static void Draw(Span<float> numbers, ref ulong state)
    {
        foreach (ref float number in numbers)
        {
            number = (float)(Math.Sqrt(-2 * Math.Log(1 - RowOrder.Uniform(ref state))) * Math.Cos(2 * Math.PI * RowOrder.Uniform(ref state)));
        }
    }
}
