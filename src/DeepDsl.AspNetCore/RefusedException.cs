using Microsoft.AspNetCore.Http;

namespace DeepDsl;

/// <summary>A request that gets no prediction, for a reason that lies in it.</summary>
/// <param name="detail">What is wrong, and what to do.</param>
/// <param name="status">Of the response.</param>
internal sealed class RefusedException(string detail, int status = StatusCodes.Status400BadRequest) : Exception(detail)
{
    public int Status => status;
}
