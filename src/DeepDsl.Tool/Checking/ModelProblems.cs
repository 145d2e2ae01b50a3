using System.Globalization;
using DeepDsl.Tool.Models;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Tool.Checking;

/// <summary>Why models can't be shown as a whole.</summary>
internal static class ModelProblems
{
    /// <summary>Says what is wrong with each, and what shows where.</summary>
    /// <param name="workplace">Of the command.</param>
    /// <param name="broken">The models.</param>
    /// <param name="version">Which version of the sources they are of; null where there is one.</param>
    public static void Tell(Workplace workplace, IReadOnlyList<FoundModel> broken, string? version = null)
    {
        foreach (FoundModel model in broken)
        {
            FileLinePositionSpan place = model.Declaration.GetLineSpan();
            string line = (place.StartLinePosition.Line + 1).ToString(CultureInfo.InvariantCulture);
            string name = model.Name + (version is null ? "" : $" of {version}");
            workplace.Output.Note(
                $"{workplace.Shown(place.Path)}({line}): {name} is wrong, so some of its layers are missing: "
                + $"{model.Built.Problems[0].Message} deepdsl check shows the place.");
        }
    }
}
