using DeepDsl.Execution;

namespace DeepDsl.Tests.Execution;

public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_item_runs_once(int threads)
    {
        WorkerPool pool = new(threads);
        foreach (int count in new[] { 0, 1, 2, 3, 7, 64, 1000, 12345 })
        {
            foreach (int grain in new[] { 1, 3, 100, 100_000 })
            {
                int[] runs = new int[count];
                pool.Run(new Work((begin, end, _) => ForEach(begin, end, i => Interlocked.Increment(ref runs[i]))), count, grain);
                Assert.All(runs, n => Assert.Equal(1, n));
            }
        }
    }

    [Fact]
    public void Chunks_are_no_smaller_than_the_grain()
    {
        WorkerPool pool = new(3);
        List<int> sizes = [];
        pool.Run(new Work((begin, end, _) => Add(sizes, end - begin)), 1000, 30);
        Assert.Equal(1000, sizes.Sum());
        Assert.True(sizes.Count(s => s < 30) <= 1, string.Join(", ", sizes));
    }

    [Fact]
    public void Workers_take_part_under_their_own_numbers()
    {
        WorkerPool pool = new(4);
        bool[] taken = new bool[4];
        using Barrier together = new(4);
        // Each item waits for three others, so four workers must be at it.
        pool.Run(new Work((_, _, worker) => Meet(together, taken, worker)), 4, 1);
        Assert.All(taken, Assert.True);
    }

    [Fact]
    public void The_pool_wakes_from_sleep()
    {
        WorkerPool pool = new(2);
        for (int i = 0; i < 5; i++)
        {
            using Barrier together = new(2);
            bool[] taken = new bool[2];
            pool.Run(new Work((_, _, worker) => Meet(together, taken, worker)), 2, 1);
            Assert.All(taken, Assert.True);
            Thread.Sleep(20);
        }
    }

    [Fact]
    public void A_failure_reaches_the_caller_and_the_pool_goes_on()
    {
        WorkerPool pool = new(3);
        for (int round = 0; round < 200; round++)
        {
            int failing = round;
            Exception error = Assert.Throws<FormatException>(
                () => pool.Run(new Work((begin, end, _) => ForEach(begin, end, i => FailAt(failing, i))), 200, 1));
            Assert.Equal($"item {failing}", error.Message);

            int sum = 0;
            pool.Run(new Work((begin, end, _) => Interlocked.Add(ref sum, end - begin)), 200, 1);
            Assert.Equal(200, sum);
        }
    }

    [Fact]
    public void A_run_inside_a_run_stays_on_its_thread()
    {
        WorkerPool pool = new(3);
        int sum = 0;
        pool.Run(
            new Work((_, _, outer) =>
            {
                int thread = Environment.CurrentManagedThreadId;
                Work inner = new((begin, end, worker) =>
                {
                    Assert.Equal((thread, outer), (Environment.CurrentManagedThreadId, worker));
                    Interlocked.Add(ref sum, end - begin);
                });
                pool.Run(inner, 50, 1);
            }),
            30,
            1);
        Assert.Equal(0, sum % 50);
        Assert.InRange(sum, 50, 30 * 50);
    }

    [Fact]
    public void Callers_at_the_same_time_all_get_their_work_done()
    {
        WorkerPool pool = new(2);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            for (int round = 0; round < 500; round++)
            {
                int sum = 0;
                pool.Run(new Work((begin, end, _) => Interlocked.Add(ref sum, end - begin)), 100, 1);
                Assert.Equal(100, sum);
            }
        });
    }

    private static void ForEach(int begin, int end, Action<int> action)
    {
        for (int i = begin; i < end; i++)
        {
            action(i);
        }
    }

    private static void FailAt(int failing, int item)
    {
        if (item == failing)
        {
            throw new FormatException($"item {item}");
        }
    }

    private static void Add(List<int> sizes, int size)
    {
        lock (sizes)
        {
            sizes.Add(size);
        }
    }

    private static void Meet(Barrier together, bool[] taken, int worker)
    {
        taken[worker] = true;
        Assert.True(together.SignalAndWait(TimeSpan.FromSeconds(60)), "The other workers never came.");
    }

    private sealed class Work(Action<int, int, int> run) : ParallelWork
    {
        public override void Run(int begin, int end, int worker) => run(begin, end, worker);
    }
}
