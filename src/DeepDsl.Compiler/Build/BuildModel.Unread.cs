using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// Values that nobody reads, each at its own layer. Other mistakes don't matter, unless one leaves open what it reads; and an output is
/// advised only of what may be a result.
/// </summary>
public sealed partial class BuildModel
{
    /// <summary>A block that repeats, and a cell in both directions, have the same layers more than once.</summary>
    private readonly HashSet<EquatableArray<int>> _unread = [];

    private bool HasOutputs => _spec.Layers.Any(l => l.Kind == "Output");

    private void ReportUnread(Scope scope)
    {
        // An argument that is missing may name what seems unread.
        if (_readsAreUnclear || _isStopped || _problems.Any(p => p.Kind == ProblemKind.MissingArgument))
        {
            return;
        }

        bool isModel = scope.Prefix.Length == 0;
        bool named = isModel && HasOutputs;
        KeyValuePair<string, Scope.Entry>[] unread =
            [.. scope.Unread.Where(e => (named || e.Value != scope.Current) && !IsOfCell(scope, e.Key))];
        string[] results = [.. unread.Where(e => isModel && MayBeResult(scope, e)).Select(e => e.Key)];
        foreach (KeyValuePair<string, Scope.Entry> entry in unread.Where(e => _unread.Add(e.Value.Path.ToArray())))
        {
            bool isResult = results.Contains(entry.Key);
            if (isResult && !named)
            {
                ReportSeveral(scope, entry, results);
                continue;
            }

            bool isInput = isModel && IsInput(entry.Value);
            string output = isResult ? $"add [Output(\"{entry.Key}\")], " : "";
            Report(ProblemKind.UnreadOutput, entry.Value.Path,
                $"Nobody reads {entry.Key}; read it with From or a merge, {output}or remove the {(isInput ? "input" : "layer")}.",
                suggestion: isResult ? entry.Key : "");
        }

        IEnumerable<KeyValuePair<string, Scope.Entry>> names = scope.Entries.Where(e => e.Value.Kind == nameof(Ops.Merges.Identity)
            && !scope.IsReadByName(e.Value) && scope.Unread.All(u => u.Value != e.Value || e.Value == scope.Current));
        foreach (KeyValuePair<string, Scope.Entry> entry in names.Where(e => _unread.Add(e.Value.Path.ToArray())))
        {
            Report(ProblemKind.UnusedName, entry.Value.Path,
                $"Identity only gives the name {entry.Key}, but nobody reads that name; read it with From or a merge, or remove the layer.",
                "Name");
        }
    }

    private void ReportSeveral(Scope scope, KeyValuePair<string, Scope.Entry> entry, string[] results)
    {
        string last = scope.Entries.First(e => e.Value == scope.Current).Key;
        Report(ProblemKind.SeveralOutputs, entry.Value.Path,
            $"{_spec.Name} ends with several values that nobody reads: {Shown.List(results)} and {last}; name its results with "
            + $"[Output(\"{entry.Key}\")], join them with a merge, or remove the layers.",
            suggestion: string.Join(",", results.Append(last)));
    }

    /// <summary>
    /// Whether a value may be meant to be given out. Where a loss or an output says what the model is for, only one that has a name, or is
    /// the last: another is rather a branch that was to be joined.
    /// </summary>
    private bool MayBeResult(Scope scope, KeyValuePair<string, Scope.Entry> entry)
    {
        bool isResult = !IsInput(entry.Value) && entry.Value.Kind != nameof(Ops.Merges.Identity)
            && OpTable.Find(entry.Value.Kind)?.Role != OpRole.Noise;
        bool isMeant = entry.Value == scope.Current || _spec.Layers[entry.Value.Path[0]].Text("Name").Length > 0
            || _spec.Losses.Any(l => l.Output == entry.Key);
        return isResult && (isMeant || !(HasOutputs || _spec.Losses.Any()));
    }

    private bool IsInput(Scope.Entry entry) => _spec.Layers[entry.Path[0]].Kind == "Input";

    /// <summary>What a cell reads and carries is checked with its states.</summary>
    private static bool IsOfCell(Scope scope, string name) =>
        scope.Step is { } step && (name == BlockSpec.CellInput || step.Find(name) is not null);
}
