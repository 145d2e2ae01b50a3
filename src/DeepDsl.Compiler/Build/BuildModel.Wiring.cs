using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>What is checked of names beyond their existence: that what is named or computed is read, that what is shared fits.</summary>
public sealed partial class BuildModel
{
    /// <summary>Unknown names that are compared with all known ones.</summary>
    private const int MostSpelled = 20;

    private readonly HashSet<Scope.Entry> _readByName = [];
    private readonly List<GivenNames> _given = [];
    private int _unknown;

    /// <summary>What an argument names of what a layer gives besides its result.</summary>
    private sealed record GivenNames(
        string Title, string Argument, IReadOnlyList<string> Names, IReadOnlyList<Scope.Entry> Entries, IReadOnlyList<int> Path);

    /// <summary>Whether something is wrong of which it can't be said what it reads: what seems unread may be what it means.</summary>
    private bool _readsAreUnclear;

    private Scope.Entry? Lookup(Scope scope, string name, string reader, IReadOnlyList<int> path, string argument, int item = -1)
    {
        if (scope.Find(name) is { } entry)
        {
            scope.ReadByName(entry);
            _readByName.Add(entry);
            return entry;
        }

        ReportUnknown(scope, name, reader, path, argument, item);
        return Guesses ? Meant(scope, _problems[_problems.Count - 1].Suggestion, path) : null;
    }

    private void ReportUnknown(Scope scope, string name, string reader, IReadOnlyList<int> path, string argument, int item = -1)
    {
        _readsAreUnclear = true;
        if (path.Count == 1 && _spec.Layers.Skip(path[0] + 1).FirstOrDefault(l => l.Kind != "Output" && l.Text("Name") == name) is { } below)
        {
            _problems.Add(new Problem(ProblemKind.UnknownName,
                $"{reader} reads \"{name}\", which is the name of [{below.Kind}] further down: layers read what stands above them. "
                + "Move that layer up, or read another.", path.ToArray(), argument));
            return;
        }

        if (path.Count > 1 && _spec.Layers.Any(l => l.Text("Name") == name))
        {
            string parameter = char.ToUpperInvariant(name[0]) + name.Substring(1);
            _problems.Add(new Problem(ProblemKind.UnknownName,
                $"{reader} reads \"{name}\", which stands outside of its block; let the block have [Parameter] const string {parameter} = "
                + $"\"{name}\"; and read what that names.", path.ToArray(), argument));
            return;
        }

        // To compare each of thousands with each of thousands would take minutes.
        string[] known = [.. _unknown++ < MostSpelled ? scope.Names : scope.Names.Take(MostSpelled)];
        string? nearest = Spelling.Nearest(name, known);
        string next = known.Length == 0 ? "no value has been named yet." : Spelling.Advice(nearest, known);
        string message = $"{reader} reads \"{name}\", but no layer above has that name; {next}";
        _problems.Add(new Problem(ProblemKind.UnknownName, message, path.ToArray(), argument)
        {
            Suggestion = nearest ?? "",
            Item = item,
        });
    }

    /// <summary>Names what a layer gives besides its result; null for what is unknown.</summary>
    private void Give(
        Scope scope, string title, string argument, IReadOnlyList<string> names, IReadOnlyList<Node?> given, IReadOnlyList<int> path)
    {
        Scope.Entry[] entries = [.. names.Select((_, i) => new Scope.Entry(i < given.Count ? given[i] : null, path, title))];
        for (int i = 0; i < names.Count; i++)
        {
            if (!scope.Define(names[i], entries[i]))
            {
                ReportTaken(names[i], path);
            }

            // All are named where one is needed, and that may be what the layer is for.
            scope.Read(entries[i]);
            scope.Read(scope.Current);
        }

        if (names.Count > 0)
        {
            _given.Add(new GivenNames(title, argument, names, entries, path));
        }
    }

    /// <summary>Arguments of whose names nobody reads any, at last: a name inside a block may be read by its path.</summary>
    private void ReportGivenForNobody()
    {
        foreach (GivenNames given in _readsAreUnclear ? [] : _given.Where(g => !g.Entries.Any(_readByName.Contains) && !IsWrong(g)))
        {
            string names = string.Join(" and ", given.Names.Select(n => $"\"{n}\""));
            string them = given.Names.Count == 1 ? "that name" : "any of them";
            Report(ProblemKind.UnusedName, given.Path,
                $"{given.Title} has {given.Argument} = {names}, but nobody reads {them}",
                given.Argument, remedies: [Remedy.ByHand("read it with From, a merge or [Output]"), Remedy.Drop(given.Argument)]);
        }
    }

    /// <summary>Whether something else is wrong with the layer: what it should be comes first.</summary>
    private bool IsWrong(GivenNames given) => _problems.Any(p => !p.Setting && p.Path.SequenceEqual(given.Path));

    /// <summary>Whether the layer that lends its parameters is known, where the op wants one; reports where nobody has that name.</summary>
    private bool FindLender(Layer layer, Scope scope, IReadOnlyList<int> path)
    {
        if (layer.Op.LenderArgument is not { } argument)
        {
            return true;
        }

        string name = layer.Text(argument);
        if (scope.Find(name) is not { } entry)
        {
            ReportUnknown(scope, name, layer.Title, path, argument);
            return false;
        }

        layer.Lender = entry.Row;
        return entry.Value is not null; // a wrong one has its own problem
    }

    /// <summary>A layer that shares must find each of its parameters, with its own shape, at the other.</summary>
    private void CheckShared(Layer layer, Scope scope, string share, HashSet<string> declared, IReadOnlyList<int> path)
    {
        if (scope.Find(share) is null)
        {
            ReportUnknown(scope, share, layer.Title, path, "Share");
            return;
        }

        if (scope.Find(share) is { Value: null })
        {
            return; // what it would have is not known
        }

        string prefix = scope.Prefix + share + ".";
        ParameterInfo? missing = _model.Parameters.FirstOrDefault(p => p.Name.StartsWith(prefix, StringComparison.Ordinal) && !declared.Contains(p.Name));
        if (missing is not null)
        {
            layer.Report(ProblemKind.ShareMismatch,
                $"shares the parameters of \"{share}\", which has no {missing.Name.Substring(prefix.Length)}", "Share",
                Remedy.ByHand("give both the same options"), Remedy.Drop("Share"));
            return;
        }

        foreach (ParameterNode node in _model.Graph.Nodes.OfType<ParameterNode>().Where(n => n.Name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            Shape shape = _model.Parameters.First(p => p.Name == node.Name).Shape;
            if (shape != node.Shape)
            {
                layer.Report(ProblemKind.ShareMismatch,
                    $"shares the parameters of \"{share}\", but needs {node.Name.Substring(prefix.Length)} {node.Shape} where that has "
                        + $"{shape}",
                    "Share", Remedy.Drop("Share"));
                return;
            }
        }
    }
}
