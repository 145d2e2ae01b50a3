using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace DeepDsl;

/// <summary>Responses that are no answer, as problem details (RFC 9457).</summary>
internal static class Problem
{
    public static Task<RequestOutcome> RefusedAsync(HttpContext context, RefusedException refused) =>
        WriteAsync(context, refused.Status, refused.Message, RequestOutcome.Refused);

    public static Task<RequestOutcome> OverloadedAsync(HttpContext context, ServedModel served)
    {
        AskToComeAgain(context, served);
        return WriteAsync(
            context, StatusCodes.Status429TooManyRequests,
            $"{served.Name} has {served.Options.MaxPending} requests already, as many as it takes; come again later.",
            RequestOutcome.Overloaded);
    }

    public static Task<RequestOutcome> UnavailableAsync(HttpContext context, ServedModel served, string reason)
    {
        AskToComeAgain(context, served);
        return WriteAsync(
            context, StatusCodes.Status503ServiceUnavailable, $"{served.Name} {reason}; come again later.", RequestOutcome.Overloaded);
    }

    public static Task<RequestOutcome> TimeoutAsync(HttpContext context, ServedModel served)
    {
        AskToComeAgain(context, served);
        return WriteAsync(
            context, StatusCodes.Status503ServiceUnavailable,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The request was not answered within {served.Options.Timeout.TotalSeconds} s, its body included; come again later."),
            RequestOutcome.Timeout);
    }

    /// <summary>Nobody is there to be answered; the status is that of the program's own log.</summary>
    public static RequestOutcome Canceled(HttpContext context)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        return RequestOutcome.Canceled;
    }

    public static Task<RequestOutcome> FailedAsync(HttpContext context, ServedModel served, string reason) =>
        WriteAsync(context, StatusCodes.Status500InternalServerError, $"{served.Name} {reason}.", RequestOutcome.Failed);

    private static void AskToComeAgain(HttpContext context, ServedModel served) => context.Response.Headers.RetryAfter =
        ((long)Math.Ceiling(served.Options.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static async Task<RequestOutcome> WriteAsync(HttpContext context, int status, string detail, RequestOutcome outcome)
    {
        if (context.Response.HasStarted)
        {
            context.Abort(); // half of an answer was written: its end must not look like the end of a whole one
            return outcome;
        }
        context.Response.StatusCode = status;
        ProblemDetails details = new() { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Detail = detail };
        // Not written for clients that accept no JSON; to those the status has to do.
        await context.RequestServices.GetRequiredService<IProblemDetailsService>()
            .TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = details }).ConfigureAwait(false);
        return outcome;
    }
}
