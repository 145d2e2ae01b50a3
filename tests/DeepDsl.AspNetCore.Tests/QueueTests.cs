using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace DeepDsl.AspNetCore.Tests;

/// <summary>What is predicted together, and what becomes of samples that fail or that nobody waits for.</summary>
public sealed class QueueTests
{
    private readonly ServingInstruments _instruments = new(
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(), "test");

    [Fact]
    public async Task What_comes_while_a_batch_is_computed_is_the_next_one()
    {
        using ManualResetEventSlim go = new();
        List<int> sizes = [];
        PredictionQueue<int> queue = new(samples => Told(samples, sizes, go), new ServingOptions { MaxBatchSize = 4 }, _instruments);
        Task<Answer>[] asked = [queue.TryAsk(0, default)!];
        Until(() => sizes.Count == 1);
        asked = [.. asked, .. Enumerable.Range(1, 6).Select(i => queue.TryAsk(i, default)!)];
        go.Set();
        Answer[] answers = await Task.WhenAll(asked);
        Assert.Equal([1, 4, 2], sizes);
        Assert.Equal(Enumerable.Range(0, 7), answers.Select(a => a.Labels[0]));
        await queue.CompleteAsync();
    }

    [Fact]
    public async Task The_first_waits_for_others_as_long_as_it_is_told()
    {
        List<int> sizes = [];
        PredictionQueue<int> queue = new(
            samples => Told(samples, sizes), new ServingOptions { MaxBatchSize = 3, MaxWait = TimeSpan.FromSeconds(30) }, _instruments);
        Task<Answer>[] asked = [.. Enumerable.Range(0, 3).Select(i => queue.TryAsk(i, default)!)];
        await Task.WhenAll(asked);
        Assert.Equal([3], sizes);
        // And no longer, once nobody else can come.
        Task<Answer> last = queue.TryAsk(3, default)!;
        await queue.CompleteAsync();
        Assert.Equal(3, (await last).Labels[0]);
    }

    [Fact]
    public async Task One_that_fails_leaves_the_others_their_answers()
    {
        using ManualResetEventSlim go = new();
        List<int> sizes = [];
        PredictionQueue<int> queue = new(
            samples => samples.Contains(2) ? throw new ArithmeticException() : Told(samples, sizes, go), new ServingOptions(), _instruments);
        Task<Answer>[] asked = [queue.TryAsk(0, default)!];
        Until(() => sizes.Count == 1);
        asked = [.. asked, .. Enumerable.Range(1, 3).Select(i => queue.TryAsk(i, default)!)];
        go.Set();
        Assert.Equal([0, 1, 3], (await Task.WhenAll(asked[0], asked[1], asked[3])).Select(a => a.Labels[0]));
        await Assert.ThrowsAsync<ArithmeticException>(() => asked[2]);
    }

    [Fact]
    public async Task What_nobody_waits_for_any_more_is_not_computed()
    {
        using ManualResetEventSlim go = new();
        using CancellationTokenSource leaves = new();
        List<int> sizes = [];
        PredictionQueue<int> queue = new(samples => Told(samples, sizes, go), new ServingOptions(), _instruments);
        Task<Answer> first = queue.TryAsk(0, default)!;
        Until(() => sizes.Count == 1);
        Task<Answer> left = queue.TryAsk(1, leaves.Token)!;
        Task<Answer> stays = queue.TryAsk(2, default)!;
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        go.Set();
        await Task.WhenAll(first, stays);
        Assert.Equal([1, 1], sizes);
    }

    [Fact]
    public async Task A_full_queue_takes_nothing_and_answers_what_it_has_when_it_is_completed()
    {
        using ManualResetEventSlim go = new();
        List<int> sizes = [];
        PredictionQueue<int> queue = new(samples => Told(samples, sizes, go), new ServingOptions { MaxPending = 2 }, _instruments);
        Task<Answer> first = queue.TryAsk(0, default)!;
        Until(() => sizes.Count == 1);
        Task<Answer>[] waiting = [queue.TryAsk(1, default)!, queue.TryAsk(2, default)!];
        Assert.Null(queue.TryAsk(3, default));
        Task completed = queue.CompleteAsync();
        Assert.False(completed.IsCompleted);
        go.Set();
        await completed;
        Assert.True(first.IsCompletedSuccessfully && waiting.All(w => w.IsCompletedSuccessfully));
        Assert.Null(queue.TryAsk(4, default));
    }

    [Fact]
    public async Task Several_batches_are_computed_at_once_where_that_is_asked_for()
    {
        using Barrier both = new(2);
        PredictionQueue<int> queue = new(
            samples =>
            {
                Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(30)));
                return Answers(samples);
            },
            new ServingOptions { MaxBatchSize = 1, Concurrency = 2 }, _instruments);
        await Task.WhenAll(queue.TryAsk(0, default)!, queue.TryAsk(1, default)!);
    }

    private static void Until(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(condition, TimeSpan.FromSeconds(30)));

    private static Answer[] Told(IReadOnlyList<int> samples, List<int> sizes, ManualResetEventSlim? go = null)
    {
        sizes.Add(samples.Count);
        Assert.True(go?.Wait(TimeSpan.FromSeconds(30)) ?? true);
        return Answers(samples);
    }

    private static Answer[] Answers(IReadOnlyList<int> samples) => [.. samples.Select(s => new Answer([], [s]))];
}
