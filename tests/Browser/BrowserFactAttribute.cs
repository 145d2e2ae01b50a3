namespace DeepDsl.Tests.Browser;

/// <summary>A test in a browser, for which the machine needs one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Executable == null)
        {
            Skip = $"There is no Chromium here, at its usual places or where {Chromium.Variable} says; what a page holds is tested all the "
                + "same.";
        }
    }
}
