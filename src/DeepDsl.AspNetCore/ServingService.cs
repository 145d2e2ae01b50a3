using Microsoft.Extensions.Hosting;

namespace DeepDsl;

/// <summary>Has a model loaded before requests come, and answered what waits when the program ends.</summary>
internal sealed class ServingService<TModel>(ServedModel<TModel> served) : IHostedService, IDisposable
    where TModel : Network
{
    private readonly CancellationTokenSource _stop = new();
    private Task _reloading = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (served.Options.ReloadEvery is { } every)
        {
            _reloading = served.ReloadAsync(every, _stop.Token);
        }
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_reloading, served.StopAsync()).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _stop.Dispose();
}
