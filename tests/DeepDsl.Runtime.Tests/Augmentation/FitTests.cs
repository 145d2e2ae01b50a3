using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Augmentations;

/// <summary>Augmentation inside of a fit.</summary>
public sealed class FitTests
{
    private static readonly Augmentation s_noise = Augment.Noise(0.1);

    private static FitOptions Options(params Augmentation[] augment) => new() { Epochs = 3, BatchSize = 8, Seed = 4, Augment = augment };

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        int[] one = Fitted(Options(s_noise, Augment.MixUp()));
        Assert.Equal(one, Fitted(Options(s_noise, Augment.MixUp()) with { AugmentThreads = 4 }));
        Assert.NotEqual(one, Fitted(Options(s_noise)));
        Assert.NotEqual(Fitted(Options()), Fitted(Options(s_noise)));
    }

    [Fact]
    public void A_change_of_nothing_is_none() => Assert.Equal(Fitted(Options()), Fitted(Options(Augment.Noise(0))));

    [Fact]
    public void A_fit_that_is_interrupted_goes_on_with_the_same_bits()
    {
        Dataset data = FitData.Make(50);
        TinyClassifier net = new(seed: 1);
        using CancellationTokenSource stop = new();
        FitOptions options = Options(s_noise);
        Assert.ThrowsAny<OperationCanceledException>(() => net.Fit(data, options with
        {
            CancellationToken = stop.Token,
            Callbacks = [new LambdaCallback { BatchEnd = c => { if (c.Step == 10) { stop.Cancel(); } } }],
        }));
        net.Fit(data, options with { Resume = true });
        Assert.Equal(Fitted(options), net.Bits());
    }

    [Fact]
    public void A_fit_does_not_resume_with_another_augmentation()
    {
        using TemporaryFolder folder = new();
        string path = folder["fit.safetensors"];
        Dataset data = FitData.Make(50);
        TinyClassifier net = new(seed: 1);
        FitOptions options = Options(s_noise, Augment.MixUp()) with { Epochs = 1 };
        net.Fit(data, options);
        net.SaveCheckpoint(path);

        TinyClassifier later = new(seed: 1);
        later.LoadCheckpoint(path);
        FitOptions more = options with { Epochs = 2, Resume = true };
        string Refused(params Augmentation[] augment) =>
            Assert.Throws<InvalidOperationException>(() => later.Fit(data, more with { Augment = augment })).Message;
        Assert.Equal(
            "This fit changes samples by Noise(0.2), MixUp(0.2) instead of Noise(0.1), MixUp(0.2), so it cannot resume the saved one. "
            + "Give the same augmentation, or set Resume = false.",
            Refused(Augment.Noise(0.2), Augment.MixUp()));
        Assert.StartsWith("This fit changes samples by nothing instead of", Refused());
        later.Fit(data, more);
        net.Fit(data, more);
        Assert.Equal(net.Bits(), later.Bits());
    }

    [Fact]
    public void Validation_and_the_data_themselves_stay_as_they_are()
    {
        Dataset data = FitData.Make(50);
        float[] before = data.InputArray();
        int seen = 0;
        Augmentation count = Augment.Custom("count", (Span<float> v, ReadOnlySpan<int> _, ref AugmentRandom _) =>
        {
            Interlocked.Increment(ref seen);
            v.Fill(0.5f);
        });
        TinyClassifier net = new(seed: 1);
        Dataset validation = FitData.Make(20, seed: 8);
        History history = net.Fit(data, Options(count) with { Validation = validation });
        Assert.Equal(150, seen);
        Assert.Equal(before, data.InputArray());
        Assert.Equal(history.Epochs[^1].ValidationLoss!.Value, net.Evaluate(validation).Loss);
    }

    [Fact]
    public void Every_epoch_draws_anew()
    {
        List<float> drawn = [];
        Augmentation draw = Augment.Custom("draw", (Span<float> _, ReadOnlySpan<int> _, ref AugmentRandom r) => drawn.Add(r.Uniform()));
        Fitted(Options(draw));
        Assert.Equal(150, drawn.Distinct().Count());
    }

    [Fact]
    public void A_failure_names_the_row()
    {
        Augmentation fail = Augment.Custom("Mine", (Span<float> v, ReadOnlySpan<int> _, ref AugmentRandom _) =>
        {
            if (v[0] == 42)
            {
                throw new FormatException("no such value");
            }
        });
        float[] x = new float[40];
        x[4 * 6] = 42;
        Exception e = Assert.Throws<InvalidOperationException>(
            () => new TinyClassifier(seed: 1).Fit(Dataset.FromArrays(x, new int[10]), Options(fail) with { Shuffle = false }));
        Assert.Equal("Mine failed on row 6 of the training set in epoch 1: no such value", e.Message);
        Assert.IsType<FormatException>(e.InnerException);
        Augmentation nan = Augment.Custom("Mine", (Span<float> v, ReadOnlySpan<int> _, ref AugmentRandom _) => v[1] = v[0] == 42 ? float.NaN : 0);
        Assert.Equal(
            "Mine made a value that is not finite of row 6 of the training set in epoch 1.",
            Assert.Throws<InvalidOperationException>(
                () => new TinyClassifier(seed: 1).Fit(Dataset.FromArrays(x, new int[10]), Options(nan) with { Shuffle = false })).Message);
    }

    [Fact]
    public void Bad_options_are_refused_in_words()
    {
        Assert.Equal(
            "Rotate(15) takes images of floats [H, W, C], but TinyClassifier has 'input' floats [4]; As gives flat values a shape.",
            Error(Augment.Rotate(15)));
        Assert.Equal(
            "FlipVertical() sees [3, 3, 1], but input 'input' of TinyClassifier has 4 values; give As a shape of as many.",
            Error(Augment.FlipVertical().As(3, 3, 1)));
        Assert.Equal("Noise(0.1) is on input 'nowhere', but TinyClassifier reads 'input' from data.", Error(s_noise.On("nowhere")));
        Assert.Equal("Noise(0.1) changes samples alone, so it goes before MixUp(0.2), which mixes them.", Error(Augment.MixUp(), s_noise));
        Assert.Equal(
            "Augment.Rotate takes degrees from 0 to 180, found -3.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Augment.Rotate(-3)).Message);
        Assert.Equal(
            "FitOptions.AugmentThreads is 0; it must be from 1 to 64.",
            Assert.Throws<ArgumentException>(() => Fitted(Options() with { AugmentThreads = 0 })).Message);
    }

    [Fact]
    public void Flat_images_take_a_shape() => Assert.NotEqual(Fitted(Options()), Fitted(Options(Augment.Rotate(40).As(2, 2, 1))));

    private static string Error(params Augmentation[] augment) =>
        Assert.Throws<ArgumentException>(() => Fitted(Options(augment))).Message;

    private static int[] Fitted(FitOptions options)
    {
        TinyClassifier net = new(seed: 1);
        net.Fit(FitData.Make(50), options);
        return net.Bits();
    }
}
