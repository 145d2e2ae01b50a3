using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Onnx;

/// <summary>Names of classes.</summary>
internal static class ClassNames
{
    public static bool IsValid(string name) => name.Length is > 0 and <= 100 && char.IsLetter(name[0]) && name.All(Identifiers.IsPart)
        && !Identifiers.IsKeyword(name) && !ReservedNames.Types.Contains(name) && !ReservedNames.Members.Contains(name);

    /// <summary>resnet18-v1.onnx is Resnet18V1.</summary>
    public static string OfFile(string path)
    {
        string name = string.Concat(Path.GetFileNameWithoutExtension(path).Split(
            [' ', '-', '_', '.', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        name = string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c)).Take(60));
        return IsValid(name) ? name : IsValid(name + "Net") ? name + "Net" : IsValid("Net" + name) ? "Net" + name : "ImportedNet";
    }
}
