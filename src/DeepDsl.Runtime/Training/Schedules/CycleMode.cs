namespace DeepDsl;

/// <summary>How the height of a <see cref="CyclicalSchedule"/> develops.</summary>
public enum CycleMode
{
    /// <summary>The same height throughout.</summary>
    Triangular,

    /// <summary>Half the height after each cycle.</summary>
    Triangular2,

    /// <summary>The height shrinks by a factor with each update.</summary>
    Exponential,
}
