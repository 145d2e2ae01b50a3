namespace DeepDsl.Tests.Browser;

/// <summary>A test that makes pictures of the documentation again, which somebody has to ask for.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PictureFactAttribute : FactAttribute
{
    private const string Variable = "DEEPDSL_PICTURES";

    public PictureFactAttribute() => Skip = Folder == null ? $"{Variable} names no folder for pictures, such as docs/images by its full path."
        : Chromium.Executable == null ? $"There is no Chromium here, at its usual places or where {Chromium.Variable} says."
        : null;

    /// <summary>Where pictures go; null for nowhere.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;
}
