using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeepDsl;

/// <summary>Models as services of a program.</summary>
public static class ModelServices
{
    /// <summary>
    /// Adds a model with the weights of a file. They are loaded when the program starts, which ends with what is wrong where the file does
    /// not fit. The model is a service itself: any number of threads may predict by it.
    /// </summary>
    /// <typeparam name="TModel">The model. A <see cref="Device"/> among the services is where it runs.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="weights">What <see cref="Network.LoadWeights(string, string, bool, WeightLayout)"/> reads, in the folder of the program's
    /// content or with a whole path.</param>
    /// <param name="configure">Sizes of batches, limits and times.</param>
    public static IServiceCollection AddModel<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TModel>(
        this IServiceCollection services, string weights, Action<ServingOptions>? configure = null)
        where TModel : Network => services.AddModel(weights, provider => ActivatorUtilities.CreateInstance<TModel>(provider), configure);

    /// <inheritdoc cref="AddModel{TModel}(IServiceCollection, string, Action{ServingOptions})"/>
    /// <param name="services">The services.</param>
    /// <param name="weights">As of the other.</param>
    /// <param name="create">Makes the model, whose parameters are then those of the file.</param>
    /// <param name="configure">Sizes of batches, limits and times.</param>
    public static IServiceCollection AddModel<TModel>(
        this IServiceCollection services, string weights, Func<IServiceProvider, TModel> create, Action<ServingOptions>? configure = null)
        where TModel : Network
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(weights);
        ArgumentNullException.ThrowIfNull(create);
        if (services.Any(s => s.ServiceType == typeof(ServedModel<TModel>)))
        {
            throw new InvalidOperationException($"{typeof(TModel).Name} was added already; call AddModel once for each model.");
        }
        ServingOptions options = new();
        configure?.Invoke(options);
        options.Check();
        services.AddProblemDetails();
        services.AddMetrics();
        services.AddSingleton(provider => new ServedModel<TModel>(create(provider), PathOf(weights, provider), options, provider));
        services.AddSingleton(provider => provider.GetRequiredService<ServedModel<TModel>>().Model);
        return services.AddHostedService<ServingService<TModel>>();
    }

    /// <summary>
    /// Adds a check of a model: it is healthy where it predicts finite numbers, and degraded where all places for requests are taken or the
    /// file of weights that is there by now was not loaded.
    /// </summary>
    /// <param name="builder">The checks.</param>
    /// <param name="name">Of the check; null for the model's.</param>
    public static IHealthChecksBuilder AddModel<TModel>(this IHealthChecksBuilder builder, string? name = null)
        where TModel : Network
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new(
            name ?? typeof(TModel).Name, provider => new ModelHealthCheck(Served<TModel>(provider)), failureStatus: null, tags: null));
    }

    internal static ServedModel<TModel> Served<TModel>(IServiceProvider provider)
        where TModel : Network => provider.GetService<ServedModel<TModel>>() ?? throw new InvalidOperationException(
            $"{typeof(TModel).Name} is not among the services; call services.AddModel<{typeof(TModel).Name}>(...) first.");

    private static string PathOf(string weights, IServiceProvider provider) =>
        Path.GetFullPath(weights, provider.GetService<IHostEnvironment>()?.ContentRootPath ?? Environment.CurrentDirectory);
}
