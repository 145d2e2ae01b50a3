using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using DeepDsl.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeepDsl;

/// <summary>A model with the queues of what it is asked.</summary>
internal class ServedModel
{
    private readonly ConcurrentDictionary<Type, Lazy<IPredictionQueue>> _queues = new();
    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;
    private int _pending;

    /// <param name="network">The model.</param>
    /// <param name="path">Of its weights.</param>
    /// <param name="options">Sizes, limits and times.</param>
    /// <param name="services">Meters, logs and the life of the program.</param>
    public ServedModel(Network network, string path, ServingOptions options, IServiceProvider services)
    {
        (Network, Options, File) = (network, options, new WeightsFile(path));
        _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(ServingTelemetry.Name);
        _stopping = services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? default;
        Instruments = new ServingInstruments(services.GetRequiredService<IMeterFactory>(), Name);
        File.Load(network);
        ServingEvents.Loaded(_logger, Name, path);
    }

    public Network Network { get; }

    public NetworkDefinition Definition => Network.Definition;

    public string Name => Definition.Name;

    public WeightsFile File { get; }

    public ServingOptions Options { get; }

    public ServingInstruments Instruments { get; }

    /// <summary>Whether it takes no more, since the program ends.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Requests that are read, wait or are computed.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>Takes a place among the requests; false where there is none.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _pending) <= Options.MaxPending)
        {
            return true;
        }
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _pending);

    /// <summary>The queue of samples of one kind, which all endpoints of the model share.</summary>
    public PredictionQueue<TSample> Queue<TSample>(Func<IReadOnlyList<TSample>, Answer[]> predict) =>
        (PredictionQueue<TSample>)_queues.GetOrAdd(
            typeof(TSample), _ => new(() => new PredictionQueue<TSample>(predict, Options, Instruments, _stopping))).Value;

    /// <summary>Looks for another file of weights from time to time, until the program ends.</summary>
    public async Task ReloadAsync(TimeSpan every, CancellationToken stop)
    {
        using PeriodicTimer timer = new(every);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                Reload();
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Answers what waits, and takes no more.</summary>
    public Task StopAsync()
    {
        IsStopping = true;
        return Task.WhenAll(_queues.Values.Select(q => q.Value.CompleteAsync()));
    }

    public void Failed(Exception error) => ServingEvents.Failed(_logger, error, Name);

    private void Reload()
    {
        if (File.Reload(Network) is not { } isLoaded)
        {
            return;
        }
        TellInSpiteOfObserver(() => Instruments.Reloaded(isLoaded));
        TellInSpiteOfObserver(() =>
        {
            if (isLoaded)
            {
                ServingEvents.Reloaded(_logger, Name, File.Path);
            }
            else
            {
                ServingEvents.NotReloaded(_logger, Name, File.Path, File.Failure);
            }
        });
    }

    /// <summary>
    /// A logger or a listener of meters that throws has been told of a load that is over; others are told and later files are taken all the
    /// same, and there is nobody to tell of it.
    /// </summary>
    private static void TellInSpiteOfObserver(Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception)
        {
        }
    }
}

/// <summary>That of one type, by which services and endpoints find it.</summary>
internal sealed class ServedModel<TModel>(TModel network, string path, ServingOptions options, IServiceProvider services)
    : ServedModel(network, path, options, services)
    where TModel : Network
{
    public TModel Model { get; } = network;
}
