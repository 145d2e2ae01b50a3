namespace DeepDsl.Tool.Watching;

/// <summary>Why a dashboard gave no answer.</summary>
internal enum Silence
{
    /// <summary>Nobody takes the call, or it was cut off.</summary>
    Refused,

    /// <summary>There was none in time: the program may be busy, or the machine asleep.</summary>
    Late,

    /// <summary>The token is not known any more: another run listens there by now.</summary>
    Replaced,
}
