using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>
/// A change of a model, made to what it says and to its source at once: what a fix would leave is judged before it is offered.
/// Of layers inside blocks only arguments change (<c>Draft.Blocks.cs</c>).
/// </summary>
public sealed partial class Draft
{
    private readonly ModelSpec _before;
    private readonly AttributeSources _sources;
    private readonly List<(int Index, AttributeSpec Spec)> _layers;
    private readonly List<(int Index, AttributeSpec Spec)> _settings;
    private readonly List<string> _phrases = [];
    private readonly SourceEdits _edits;
    private readonly Dictionary<string, BlockSpec> _blocks;
    private IEnumerable<Problem> _parsed;
    private bool _possible = true;
    private BuiltModel? _after;

    /// <param name="before">The model as it is.</param>
    /// <param name="sources">Where its parts stand.</param>
    /// <param name="title">What the IDE offers; empty for a list of the changes.</param>
    public Draft(ModelSpec before, AttributeSources sources, string title = "")
    {
        _before = before;
        _sources = sources;
        _layers = [.. before.Layers.Select((l, i) => (i, l))];
        _settings = [.. before.Settings.Select((s, i) => (i, s))];
        _parsed = before.Problems;
        _edits = new SourceEdits(sources, title);
        _blocks = before.Blocks.ToDictionary(b => b.Name);
    }

    /// <summary>The model as the change leaves it.</summary>
    public BuiltModel After => _after ??= Pipeline.Build(_before with
    {
        Layers = _layers.Select(l => l.Spec).ToArray(),
        Settings = _settings.Select(s => s.Spec).ToArray(),
        Blocks = _changedBlocks.Count == 0 ? _before.Blocks : _before.Blocks.Select(b => _blocks[b.Name]).ToArray(),
        Problems = _parsed.ToArray(),
    });

    public bool IsPossible => _possible && _edits.IsPossible && Edits > 0;

    /// <summary>How much of the source it changes.</summary>
    public int Edits => _edits.Repair.Edits.Count;

    /// <summary>The layers that it changes, by their places before.</summary>
    public HashSet<int> Touched { get; } = [];

    public Repair Repair
    {
        get
        {
            Repair repair = _edits.Repair;
            string title = repair.Title.Length > 0 ? repair.Title : string.Join(" and ", _phrases);
            string inside = _changedBlocks.Count == 0 ? "" : $" in [{string.Join("], [", _changedBlocks.OrderBy(b => b, StringComparer.Ordinal))}]";
            repair.Title = title.EndsWith(inside, StringComparison.Ordinal) ? title : title + inside;
            return repair;
        }
    }

    /// <summary>Where what stood at a place stands after the change; null for what is gone.</summary>
    public IReadOnlyList<int>? PlaceAfter(Problem place)
    {
        int at = place.Path.Count == 0 ? -1 : (place.Setting ? _settings : _layers).FindIndex(e => e.Index == place.Path[0]);
        return at < 0 ? null : [at, .. place.Path.Skip(1)];
    }

    public Draft Set(IReadOnlyList<int> path, string argument, Argument value) => Apply(path, Remedy.Set(argument, value));

    /// <param name="value">As C#, and as it is to be written.</param>
    public Draft Set(IReadOnlyList<int> path, string argument, string value) =>
        EditArguments(path, (attribute, layer) => Written(attribute, layer, argument, value));

    public Draft SetSetting(int setting, string argument, Argument value) => ApplyToSetting(setting, Remedy.Set(argument, value));

    /// <param name="value">As C#, and as it is to be written.</param>
    public Draft SetSetting(int setting, string argument, string value) =>
        EditSetting(setting, spec => Written(_sources.Settings[setting], spec, argument, value));

    public Draft Drop(IReadOnlyList<int> path, params string[] arguments) => Apply(path, Remedy.Drop(arguments));

    public Draft DropSetting(int setting, params string[] arguments) => ApplyToSetting(setting, Remedy.Drop(arguments));

    public Draft Apply(IReadOnlyList<int> path, Remedy remedy) => EditArguments(path, (attribute, layer) => Changed(attribute, layer, remedy));

    public Draft ApplyToSetting(int setting, Remedy remedy) =>
        EditSetting(setting, spec => Changed(_sources.Settings[setting], spec, remedy));

    /// <summary>Another layer with the same arguments.</summary>
    public Draft Rename(IReadOnlyList<int> path, string kind) => Edit(path, layer =>
    {
        Renumbers(layer.Kind);
        Renumbers(kind);
        _edits.Repair.Rename(_sources.Layers[path[0]], kind);
        return layer with { Kind = kind };
    });

    /// <summary>Another layer whose arguments are written as those of the old one.</summary>
    public Draft Rename(IReadOnlyList<int> path, AttributeSpec renamed) => Rename(path, renamed.Kind).Edit(path, _ => renamed);

    /// <summary>Another layer altogether.</summary>
    public Draft Replace(IReadOnlyList<int> path, AttributeSpec by) => Edit(path, layer =>
    {
        Renumbers(layer.Kind);
        Renumbers(by.Kind);
        _edits.Replace(_sources.Layers[path[0]], by);
        return by;
    });

    /// <summary>The items of a list in another order; the source's expressions move, so that a named constant stays one.</summary>
    public Draft Reorder(IReadOnlyList<int> path, string argument, IReadOnlyList<int> order) => Edit(path, layer =>
    {
        _edits.Reorder(_sources.Layers[path[0]], argument, order);
        ListArgument list = (ListArgument)layer[argument]!;
        return layer.With(argument, new ListArgument(order.Select(i => list.Items[i]).ToArray()));
    });

    public Draft Remove(IReadOnlyList<int> path) => Edit(path, layer =>
    {
        Renumbers(layer.Kind);
        _edits.Repair.Remove(_sources.Layers[path[0]]);
        return null;
    });

    /// <summary>Puts one layer in the place of another, and the reverse.</summary>
    public Draft Swap(IReadOnlyList<int> one, IReadOnlyList<int> other)
    {
        AttributeSpec? first = null;
        Edit(one, layer => first = layer).Edit(other, layer =>
        {
            _layers[At(one[0])] = (one[0], layer);
            _edits.Replace(_sources.Layers[one[0]], _sources.Layers[other[0]]);
            _edits.Replace(_sources.Layers[other[0]], _sources.Layers[one[0]]);
            return first;
        });
        return this;
    }

    public Draft InsertBefore(IReadOnlyList<int> path, AttributeSpec layer) =>
        Insert(path, 0, layer, at => _edits.Insert(at, layer, behind: false));

    public Draft InsertAfter(IReadOnlyList<int> path, AttributeSpec layer) =>
        Insert(path, 1, layer, at => _edits.Insert(at, layer, behind: true));

    /// <summary>A setting behind another.</summary>
    public Draft AddSetting(int behind, AttributeSpec setting)
    {
        _edits.Insert(_sources.Settings[behind], setting, behind: true);
        _settings.Insert(_settings.FindIndex(s => s.Index == behind) + 1, (-1, setting));
        _after = null;
        return this;
    }

    /// <summary>Outputs behind everything else.</summary>
    public Draft AddOutputs(IReadOnlyList<string> names)
    {
        AttributeSpec[] outputs = [.. names.Select(n => new AttributeSpec("Output", new[] { new ArgumentSpec("Name", new TextArgument(n)) }))];
        _layers.AddRange(outputs.Select(o => (-1, o)));
        _after = null;
        _edits.AddList(_sources.Layers[_before.Layers.Count - 1], outputs);
        return this;
    }

    /// <summary>What stands on other parts of the class comes behind all that stands on this one.</summary>
    public Draft Gather(IReadOnlyList<StrayAttribute> strays)
    {
        AttributeSyntax last = _sources.Declaration.AttributeLists.Last().Attributes.Last();
        for (int i = 0; i < strays.Count; i++)
        {
            _edits.Move(_sources.Layers[_before.Layers.Count + i], last);
        }

        _after = null;
        _layers.AddRange(strays.Where(s => !s.IsSetting).Select(s => (-1, s.Spec)));
        _settings.AddRange(strays.Where(s => s.IsSetting).Select(s => (-1, s.Spec)));
        _parsed = _parsed.Where(p => p.Kind != ProblemKind.LayersOnSecondPart);
        return this;
    }

    /// <summary>Takes a layer out and puts it in front of another, as it is written.</summary>
    public Draft MoveBefore(IReadOnlyList<int> path, IReadOnlyList<int> target) => Move(path, target, behind: false);

    /// <summary>Takes a layer out and puts it behind another, as it is written.</summary>
    public Draft MoveAfter(IReadOnlyList<int> path, IReadOnlyList<int> target) => Move(path, target, behind: true);

    public Draft Titled(string title)
    {
        _edits.Repair.Title = title;
        return this;
    }

    /// <summary>What the model is given has to change with it.</summary>
    public Draft WithOtherData()
    {
        _edits.Repair.ChangesData = true;
        return this;
    }

    /// <summary>Not to be offered if the condition does not hold.</summary>
    public Draft If(bool condition)
    {
        _possible &= condition;
        return this;
    }

    private Draft Move(IReadOnlyList<int> path, IReadOnlyList<int> target, bool behind)
    {
        AttributeSpec? moved = null;
        Edit(path, layer =>
        {
            moved = layer;
            _edits.Repair.Remove(_sources.Layers[path[0]]);
            return null;
        });
        return moved is null ? this
            : Insert(target, behind ? 1 : 0, moved, at => _edits.Insert(at, _sources.Layers[path[0]], behind), path[0]);
    }

    private Draft Insert(
        IReadOnlyList<int> path, int behind, AttributeSpec layer, Action<AttributeSyntax> edit, int index = -1) => Edit(path, at =>
    {
        Renumbers(layer.Kind);
        edit(_sources.Layers[path[0]]);
        _layers.Insert(At(path[0]) + behind, (index, layer));
        return at;
    });

    /// <param name="path">Which layer.</param>
    /// <param name="change">What becomes of it; null to take it out.</param>
    private Draft Edit(IReadOnlyList<int> path, Func<AttributeSpec, AttributeSpec?> change)
    {
        int at = path.Count == 1 && path[0] >= _sources.Inherited ? At(path[0]) : -1;
        _possible &= at >= 0;
        if (!_possible)
        {
            return this;
        }

        _after = null;
        Touched.Add(path[0]);
        AttributeSpec? changed = change(_layers[at].Spec);
        at = At(path[0]); // the change may have put others in front
        if (changed is null)
        {
            _layers.RemoveAt(at);
        }
        else
        {
            _layers[at] = (path[0], changed);
        }

        return this;
    }

    private Draft EditSetting(int setting, Func<AttributeSpec, AttributeSpec> change)
    {
        int at = _settings.FindIndex(s => s.Index == setting);
        _settings[at] = (setting, change(_settings[at].Spec));
        _after = null;
        return this;
    }

    private int At(int index) => _layers.FindIndex(l => l.Index == index);

    private AttributeSpec Changed(AttributeSyntax attribute, AttributeSpec spec, Remedy remedy)
    {
        _phrases.Add(remedy.ToString());
        foreach (ArgumentChange change in remedy.Changes)
        {
            _edits.Change(attribute, spec, change);
        }

        return remedy.ApplyTo(spec);
    }

    private AttributeSpec Written(AttributeSyntax attribute, AttributeSpec spec, string argument, string text)
    {
        Argument value = SpecReader.ReadExpression(text);
        _edits.Set(attribute, argument, value, text);
        return spec.With(argument, value);
    }

    /// <summary>Not possible where somebody reads a layer of the kind by the number in its name, which would be another's.</summary>
    private void Renumbers(string kind) => _possible &= OpTable.Find(kind) is not { } op || !Names.IsNumbered(_before, op.Stem);
}
