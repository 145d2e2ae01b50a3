using System.Runtime.CompilerServices;

namespace VerifyXunit;

/// <summary>Compares a text with the snapshot beside the calling test.</summary>
public static class Verifier
{
    /// <param name="member">The real one takes the method from xunit; to callers the difference does not show.</param>
    public static SettingsTask Verify(string target, [CallerFilePath] string sourceFile = "", [CallerMemberName] string member = "") =>
        new(target, Path.GetDirectoryName(sourceFile)!, $"{Path.GetFileNameWithoutExtension(sourceFile)}.{member}");
}
