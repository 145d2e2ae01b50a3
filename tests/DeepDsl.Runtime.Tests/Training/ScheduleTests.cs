using System.Text.Json;

namespace DeepDsl.Tests.Training;

/// <summary>Rates against PyTorch's schedulers (tests/reference/schedules.py).</summary>
public sealed class ScheduleTests
{
    private static readonly JsonElement Torch = Reference.Read("schedules.json");
    private static readonly double Base = Torch.GetProperty("base").GetDouble();
    private static readonly int StepsPerEpoch = Torch.GetProperty("stepsPerEpoch").GetInt32();
    private static readonly int Epochs = Torch.GetProperty("epochs").GetInt32();

    public static TheoryData<string, LearningRateSchedule> ByPosition => new()
    {
        { "step", new StepSchedule(3, 0.5) },
        { "step_by_update", new StepSchedule(8, 0.5) { Unit = ScheduleUnit.Step } },
        { "multi_step", new MultiStepSchedule([2, 3, 9], 0.3) },
        { "multi_step_by_update", new MultiStepSchedule([1, 17, 40], 0.3) { Unit = ScheduleUnit.Step } },
        { "polynomial", new PolynomialSchedule(2) },
        { "polynomial_by_epoch", new PolynomialSchedule(0.5) { Length = 8, Unit = ScheduleUnit.Epoch } },
        { "exponential", new ExponentialSchedule(0.8) },
        { "exponential_by_update", new ExponentialSchedule(0.97) { Unit = ScheduleUnit.Step } },
        { "cosine", new CosineSchedule { Minimum = 0.01 } },
        { "cosine_restarts", new CosineSchedule { Minimum = 0.001, PeriodEpochs = 2, PeriodGrowth = 2 } },
        { "one_cycle", new OneCycleSchedule(0.4) },
        { "one_cycle_linear", new OneCycleSchedule(0.4) { RisingPart = 0.45, StartDivisor = 10, EndDivisor = 100, Linear = true } },
        { "triangular", new CyclicalSchedule(0.5, 7) },
        { "triangular2", new CyclicalSchedule(0.5, 7) { StepsDown = 4, Mode = CycleMode.Triangular2 } },
        { "exponential_cycles", new CyclicalSchedule(0.5, 6) { Mode = CycleMode.Exponential, Decay = 0.97 } },
        { "warm_up", new ExponentialSchedule(0.9) { WarmUpSteps = 7, WarmUpFrom = 0.25 } },
        {
            "chained",
            new ConstantSchedule { WarmUpSteps = 7, WarmUpFrom = 0.25 }.Then(new CosineSchedule { Minimum = 0.01 }, 7, ScheduleUnit.Step)
        },
    };

    public static TheoryData<string, PlateauSchedule> ByLoss => new()
    {
        { "plateau", new PlateauSchedule(0.3, patience: 1) },
        { "plateau_cooldown", new PlateauSchedule(0.5, patience: 0) { Cooldown = 2, Minimum = 0.02 } },
        { "plateau_max", new PlateauSchedule(0.7, patience: 2) { Maximize = true, Threshold = 0.01 } },
    };

    private static ScheduleMoment At(long step) => new(
        Base, step, (int)(step / StepsPerEpoch), StepsPerEpoch, (long)Epochs * StepsPerEpoch);

    [Theory]
    [MemberData(nameof(ByPosition))]
    public void Rates_are_those_of_PyTorch(string name, LearningRateSchedule schedule)
    {
        double[] expected = Torch.GetProperty("rates").GetProperty(name).Doubles();
        Assert.InRange(expected.Length, StepsPerEpoch * Epochs - 1, StepsPerEpoch * Epochs);
        for (int step = 0; step < expected.Length; step++)
        {
            // PyTorch multiplies rate by rate and gathers rounding; the formulas here do not.
            Assert.Equal(expected[step], schedule.Rate(At(step)), 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(ByLoss))]
    public void Plateaus_are_those_of_PyTorch_also_after_a_restart_in_between(string name, PlateauSchedule schedule)
    {
        double[] expected = Torch.GetProperty("rates").GetProperty(name).Doubles();
        double[] losses = Torch.GetProperty("losses").Doubles();
        schedule.Start();
        for (int epoch = 0; epoch < losses.Length; epoch++)
        {
            Assert.Equal(expected[epoch], schedule.Rate(At(epoch * StepsPerEpoch)), 1e-12);
            schedule.Observe(losses[epoch], Base);
            double[] saved = schedule.SaveState();
            schedule.Start();
            Assert.Equal(Base, schedule.Rate(At(0)));
            schedule.LoadState(saved);
        }
    }

    [Fact]
    public void Past_the_end_rates_stay_where_they_ended()
    {
        Assert.Equal(0.01, new CosineSchedule { Minimum = 0.01 }.Rate(At(1000)), 1e-12);
        Assert.Equal(0.4 / 25 / 1e4, new OneCycleSchedule(0.4).Rate(At(1000)), 1e-12);
    }

    [Fact]
    public void The_last_update_of_one_cycle_has_the_lowest_rate() =>
        Assert.Equal(0.4 / 25 / 1e4, new OneCycleSchedule(0.4).Rate(At((StepsPerEpoch * Epochs) - 1)), 1e-12);

    [Fact]
    public void A_rise_of_no_length_starts_at_the_top() =>
        Assert.Equal(0.4, new OneCycleSchedule(0.4) { RisingPart = 1.0 / (StepsPerEpoch * Epochs) }.Rate(At(0)), 1e-12);

    [Fact]
    public void A_constant_schedule_warms_up_and_stays()
    {
        ConstantSchedule schedule = new() { WarmUpSteps = 4, WarmUpFrom = 0.5 };
        Assert.Equal(
            [0.05, 0.0625, 0.075, 0.0875, 0.1, 0.1],
            Enumerable.Range(0, 6).Select(s => schedule.Rate(At(s))),
            (a, b) => Math.Abs(a - b) < 1e-15);
    }

    /// <summary>The plateau sees the epochs of its part alone; a restart in between changes nothing.</summary>
    [Fact]
    public void Schedules_in_a_chain_begin_anew_at_their_border_also_after_a_restart()
    {
        LearningRateSchedule whole = Chain();
        whole.Start();
        List<double> rates = [];
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            LearningRateSchedule resumed = Chain();
            resumed.LoadState(whole.SaveState());
            whole = resumed;
            rates.Add(whole.Rate(At(epoch * StepsPerEpoch)));
            whole.OnEpochEnd(Epoch(epoch + 1, loss: epoch < 2 ? 1 : 3), Base);
        }
        // The third epoch is the plateau's first and its best; the fourth and fifth bring nothing, so the rate halves for the sixth.
        Assert.Equal([0.1, 0.05, 0.1, 0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.0125, 0.0125, 0.00625], rates, (a, b) => Math.Abs(a - b) < 1e-15);

        static LearningRateSchedule Chain() => new ExponentialSchedule(0.5).Then(new PlateauSchedule(0.5, patience: 1), 2);
    }

    [Fact]
    public void The_chains_of_the_page_have_their_borders_where_it_says()
    {
        // <chain>
        LearningRateSchedule wave = new ConstantSchedule { WarmUpSteps = 500 }.Then(new CosineSchedule(), 500, ScheduleUnit.Step);
        LearningRateSchedule plateau = new ExponentialSchedule(0.9).Then(new PlateauSchedule(0.5), after: 20);
        // </chain>
        ScheduleMoment last = new(Base, 1000, 200, StepsPerEpoch, 1000);
        Assert.Equal([Base, 0], [wave.Rate(last with { Step = 500, Epoch = 100 }), wave.Rate(last)]);
        Assert.Equal(
            [Base * Math.Pow(0.9, 19), Base],
            [plateau.Rate(last with { Step = 99, Epoch = 19 }), plateau.Rate(last with { Step = 100, Epoch = 20 })]);
    }

    [Fact]
    public void A_chain_refuses_a_state_that_is_none()
    {
        LearningRateSchedule chain = new ConstantSchedule().Then(new ConstantSchedule(), 2);
        Assert.Equal(
            "The saved state of schedules in a chain ends with 0.5, which should be the updates of an epoch: the checkpoint is damaged.",
            Assert.Throws<InvalidDataException>(() => chain.LoadState([0.5])).Message);
    }

    [Fact]
    public void Milestones_that_do_not_rise_are_refused() =>
        Assert.StartsWith(
            "MultiStepSchedule takes milestones in rising order, from 1, found [3, 3].",
            Assert.Throws<ArgumentException>(() => new MultiStepSchedule([3, 3])).Message);

    private static EpochResult Epoch(int number, double loss) => new()
    {
        Epoch = number,
        Loss = loss,
        Metrics = new Dictionary<string, double>(),
        ValidationMetrics = new Dictionary<string, double>(),
        LearningRate = Base,
        Seconds = 0,
    };
}
