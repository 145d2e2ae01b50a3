using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace DeepDsl;

/// <summary>What answers the requests of one route, whatever its samples are; its limit of bodies is the server's, too.</summary>
internal interface IPredictEndpoint : IRequestSizeLimitMetadata
{
    ServedModel Served { get; }

    OutputForm[] Outputs { get; }

    /// <summary>What bodies may be.</summary>
    IReadOnlyList<string> MediaTypes { get; }

    /// <summary>Whether a function of the program reads bodies of a media type.</summary>
    bool IsDecoded(string mediaType);

    Task HandleAsync(HttpContext context);
}
