using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Training;

/// <summary>Every callback hears of the end, and what ended the fit is what is thrown.</summary>
public sealed class FitEndTests
{
    private const string Key = "DeepDsl.FitEndErrors";

    private static readonly Dataset Data = FitData.Make(60);

    private static LambdaCallback Fails(Exception error) => new() { FitEnd = _ => throw error };

    [Fact]
    public void A_cancellation_stays_one_and_all_callbacks_hear_of_it()
    {
        using CancellationTokenSource source = new();
        List<string> heard = [];
        Exception first = new InvalidTimeZoneException();
        Exception second = new FormatException();
        OperationCanceledException e = Assert.Throws<OperationCanceledException>(() =>
        {
            new TinyClassifier(seed: 1).Fit(Data, new FitOptions
            {
                CancellationToken = source.Token,
                Callbacks =
                [
                    new LambdaCallback { BatchEnd = _ => source.Cancel(), FitEnd = _ => heard.Add("a") },
                    Fails(first),
                    new LambdaCallback { FitEnd = _ => heard.Add("b") },
                    Fails(second),
                    new LambdaCallback { FitEnd = _ => heard.Add("c") },
                ],
            });
        });
        Assert.Equal(source.Token, e.CancellationToken);
        Assert.Equal(["a", "b", "c"], heard);
        Assert.Equal([first, second], Assert.IsType<Exception[]>(e.Data[Key]));
    }

    [Fact]
    public void The_first_error_of_a_fit_is_thrown_from_where_it_arose()
    {
        Exception later = new FormatException();
        InvalidTimeZoneException e = Assert.Throws<InvalidTimeZoneException>(() =>
        {
            new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Callbacks = [new LambdaCallback { EpochStart = Raise }, Fails(later)] });
        });
        Assert.Contains(nameof(Raise), e.StackTrace, StringComparison.Ordinal);
        Assert.Equal([later], Assert.IsType<Exception[]>(e.Data[Key]));

        static void Raise(FitContext context) => throw new InvalidTimeZoneException();
    }

    [Fact]
    public void The_first_error_at_the_end_is_thrown_where_the_fit_itself_went_well()
    {
        Exception first = new InvalidTimeZoneException();
        Exception second = new FormatException();
        InvalidTimeZoneException e = Assert.Throws<InvalidTimeZoneException>(
            () => { new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Epochs = 1, Callbacks = [Fails(first), Fails(second)] }); });
        Assert.Equal([second], Assert.IsType<Exception[]>(e.Data[Key]));
    }

    [Fact]
    public void One_error_alone_has_no_others_attached()
    {
        InvalidTimeZoneException e = Assert.Throws<InvalidTimeZoneException>(() =>
        {
            new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Epochs = 1, Callbacks = [Fails(new InvalidTimeZoneException())] });
        });
        Assert.Empty(e.Data);
    }

    [Fact]
    public void Early_stopping_restores_the_best_behind_a_callback_that_fails()
    {
        TinyClassifier net = new(seed: 1);
        Dictionary<int, int[]> after = [];
        EarlyStopping stopping = new(patience: 3) { RestoreBest = true };
        LambdaCallback watch = new() { EpochEnd = (_, e) => after[e.Epoch] = net.Bits() };
        Assert.Throws<InvalidTimeZoneException>(() =>
        {
            net.Fit(Data, new FitOptions
            {
                Epochs = 100,
                Schedule = new ExponentialSchedule(3),
                Callbacks = [Fails(new InvalidTimeZoneException()), watch, stopping],
            });
        });
        Assert.InRange(stopping.BestEpoch, 1, after.Count - 1);
        Assert.Equal(after[stopping.BestEpoch], net.Bits());
    }

    [Fact]
    public void A_fit_whose_end_failed_can_be_resumed_and_has_its_rate_back()
    {
        TinyClassifier straight = new(seed: 1);
        straight.Fit(Data, new FitOptions { Epochs = 2, Schedule = new StepSchedule(1, 0.5) });
        TinyClassifier net = new(seed: 1);
        Assert.Throws<InvalidTimeZoneException>(() =>
        {
            net.Fit(
                Data,
                new FitOptions { Epochs = 1, Schedule = new StepSchedule(1, 0.5), Callbacks = [Fails(new InvalidTimeZoneException())] });
        });
        net.Fit(Data, new FitOptions { Epochs = 2, Schedule = new StepSchedule(1, 0.5), Resume = true });
        Assert.Equal(straight.Bits(), net.Bits());
        Assert.Equal(straight.Training.LearningRate, net.Training.LearningRate);
    }
}
