namespace DeepDsl.Http;

/// <summary>The codes that are answered.</summary>
internal enum HttpStatus
{
    Ok = 200,
    Accepted = 202,
    BadRequest = 400,
    Forbidden = 403,
    NotFound = 404,
    MethodNotAllowed = 405,
    Conflict = 409,
    TooLarge = 413,
    HeadTooLarge = 431,
    InternalError = 500,
    NotImplemented = 501,
    Busy = 503,
    OtherVersion = 505,
}
