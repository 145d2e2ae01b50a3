namespace DeepDsl.Tool;

/// <summary>Colours by what they mean, numbered as terminals number colours of text; each is one of those that users choose.</summary>
internal enum Tone
{
    /// <summary>Red.</summary>
    Error = 31,

    /// <summary>Yellow.</summary>
    Warning = 33,

    /// <summary>Cyan.</summary>
    Information = 36,

    /// <summary>Grey.</summary>
    Quiet = 90,
}
