using System.Globalization;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>
/// A change of a model, made to what it says and to its source at once: what a fix would leave can be judged before it is offered.
/// Only layers and settings of the class itself change; those inside blocks have uses elsewhere.
/// </summary>
public sealed class Draft
{
    private readonly ModelSpec _before;
    private readonly AttributeSources _sources;
    private readonly List<(int Index, AttributeSpec Layer)> _layers;
    private readonly List<AttributeSpec> _settings;
    private readonly List<string> _phrases = [];
    private readonly Repair _repair;
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
        _settings = [.. before.Settings];
        _parsed = before.Problems;
        _repair = new Repair(title);
    }

    /// <summary>The model as the change leaves it.</summary>
    public BuiltModel After => _after ??= Pipeline.Build(
        _before with { Layers = _layers.Select(l => l.Layer).ToArray(), Settings = _settings.ToArray(), Problems = _parsed.ToArray() });

    /// <summary>Whether the change can be made, and leaves a model that compiles.</summary>
    public bool Builds => IsPossible && After.Problems.Count == 0;

    public bool IsPossible => _possible && Edits > 0;

    /// <summary>How much of the source it changes.</summary>
    public int Edits => _repair.Edits.Count;

    /// <summary>The layers that it changes, by their places before.</summary>
    public HashSet<int> Touched { get; } = [];

    public Repair Repair
    {
        get
        {
            _repair.Title = _repair.Title.Length > 0 ? _repair.Title : string.Join(" and ", _phrases);
            return _repair;
        }
    }

    public Draft Set(IReadOnlyList<int> path, string argument, Argument value) => Apply(path, Remedy.Set(argument, value));

    public Draft SetSetting(int setting, string argument, Argument value) => ApplyToSetting(setting, Remedy.Set(argument, value));

    public Draft Drop(IReadOnlyList<int> path, string argument) => Apply(path, Remedy.Drop(argument));

    public Draft Apply(IReadOnlyList<int> path, Remedy remedy) => Edit(path, layer => Changed(_sources.Layers[path[0]], layer, remedy));

    public Draft ApplyToSetting(int setting, Remedy remedy)
    {
        _settings[setting] = Changed(_sources.Settings[setting], _settings[setting], remedy);
        _after = null;
        return this;
    }

    /// <summary>Another layer with the same arguments.</summary>
    public Draft Rename(IReadOnlyList<int> path, string kind) => Edit(path, layer =>
    {
        Renumbers(layer.Kind);
        Renumbers(kind);
        _repair.Rename(_sources.Layers[path[0]], kind);
        return layer with { Kind = kind };
    });

    /// <summary>Another layer whose arguments are written as those of the old one.</summary>
    public Draft Rename(IReadOnlyList<int> path, AttributeSpec renamed) => Rename(path, renamed.Kind).Edit(path, _ => renamed);

    /// <summary>The items of a list in another order; the source's expressions move, so that a named constant stays one.</summary>
    public Draft Reorder(IReadOnlyList<int> path, string argument, IReadOnlyList<int> order) => Edit(path, layer =>
    {
        AttributeSyntax attribute = _sources.Layers[path[0]];
        ListArgument list = (ListArgument)layer[argument]!;
        int[] places = [.. order.Select((_, i) => _sources.PlaceOf(attribute, argument, i))];
        _possible &= places.Distinct().Count() == order.Count && places.All(p => p >= 0);
        for (int i = 0; _possible && i < order.Count; i++)
        {
            _repair.Set(attribute, Key(places[i]), Written(attribute.ArgumentList!.Arguments[places[order[i]]].Expression));
        }

        return layer.With(argument, new ListArgument(order.Select(i => list.Items[i]).ToArray()));
    });

    public Draft Remove(IReadOnlyList<int> path) => Edit(path, layer =>
    {
        Renumbers(layer.Kind);
        _repair.Remove(_sources.Layers[path[0]]);
        return null;
    });

    /// <summary>Puts one layer in the place of another, and the reverse.</summary>
    public Draft Swap(IReadOnlyList<int> one, IReadOnlyList<int> other)
    {
        AttributeSpec? first = null;
        Edit(one, layer => first = layer).Edit(other, layer =>
        {
            _layers[At(one[0])] = (one[0], layer);
            return first;
        });
        return _possible ? ReplaceSource(one[0], other[0]).ReplaceSource(other[0], one[0]) : this;
    }

    public Draft InsertBefore(IReadOnlyList<int> path, AttributeSpec layer) => Insert(path, 0, layer, Display(layer));

    /// <summary>Outputs behind everything else.</summary>
    public Draft AddOutputs(IReadOnlyList<string> names)
    {
        TextArgument[] texts = [.. names.Select(n => new TextArgument(n))];
        _layers.AddRange(texts.Select(t => (-1, new AttributeSpec("Output", new[] { new ArgumentSpec("Name", t) }))));
        _after = null;
        _repair.AddList(_sources.Layers[_before.Layers.Count - 1], string.Join(", ", texts.Select(t => $"Output({Text(t)})")));
        return this;
    }

    /// <summary>What stands on other parts of the class comes behind all that stands on this one.</summary>
    public Draft Gather(IReadOnlyList<StrayAttribute> strays)
    {
        AttributeSyntax last = _sources.Declaration.AttributeLists.Last().Attributes.Last();
        for (int i = 0; i < strays.Count; i++)
        {
            AttributeSyntax stray = _sources.Layers[_before.Layers.Count + i];
            _possible &= stray.SyntaxTree == last.SyntaxTree;
            _repair.Remove(stray).AddList(last, Written(stray));
        }

        _after = null;

        _layers.AddRange(strays.Where(s => !s.IsSetting).Select(s => (-1, s.Spec)));
        _settings.AddRange(strays.Where(s => s.IsSetting).Select(s => s.Spec));
        _parsed = _parsed.Where(p => p.Kind != ProblemKind.LayersOnSecondPart);
        return this;
    }

    /// <summary>Takes a layer out and puts it in front of another, as it is written.</summary>
    public Draft MoveBefore(IReadOnlyList<int> path, IReadOnlyList<int> target) => Move(path, target, 0);

    /// <summary>Takes a layer out and puts it behind another, as it is written.</summary>
    public Draft MoveAfter(IReadOnlyList<int> path, IReadOnlyList<int> target) => Move(path, target, 1);

    /// <summary>What a diagnostic of a sound model carries: nothing where the change would break it.</summary>
    public override string ToString() => Builds ? Repair.ToString() : "";

    private static string Key(int place) => place.ToString(CultureInfo.InvariantCulture);

    private static string Display(AttributeSpec layer) => OpTable.Find(layer.Kind)?.Display(layer) ?? layer.ToString();

    private Draft Move(IReadOnlyList<int> path, IReadOnlyList<int> target, int behind)
    {
        AttributeSpec? moved = null;
        Edit(path, layer =>
        {
            moved = layer;
            _repair.Remove(_sources.Layers[path[0]]);
            return null;
        });
        return moved is null ? this : Insert(target, behind, moved, Written(_sources.Layers[path[0]]));
    }

    private Draft Insert(IReadOnlyList<int> path, int behind, AttributeSpec layer, string text) => Edit(path, at =>
    {
        Renumbers(layer.Kind);
        AttributeSyntax attribute = _sources.Layers[path[0]];
        _ = behind > 0 ? _repair.Append(attribute, text) : _repair.Prepend(attribute, text);
        _layers.Insert(At(path[0]) + behind, (-1, layer));
        return at;
    });

    private Draft ReplaceSource(int layer, int by)
    {
        _repair.Replace(_sources.Layers[layer], Written(_sources.Layers[by]));
        return this;
    }

    /// <param name="path">Which layer.</param>
    /// <param name="change">What becomes of it; null to take it out.</param>
    private Draft Edit(IReadOnlyList<int> path, Func<AttributeSpec, AttributeSpec?> change)
    {
        int at = path.Count == 1 ? At(path[0]) : -1;
        _possible &= at >= 0;
        if (!_possible)
        {
            return this;
        }

        _after = null;
        Touched.Add(path[0]);
        AttributeSpec? changed = change(_layers[at].Layer);
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

    private int At(int index) => _layers.FindIndex(l => l.Index == index);

    private AttributeSpec Changed(AttributeSyntax attribute, AttributeSpec spec, Remedy remedy)
    {
        _phrases.Add(remedy.ToString());
        foreach (ArgumentChange change in remedy.Changes)
        {
            if (change.Value is { } value)
            {
                SetSource(attribute, spec, change.Name, value);
            }
            else
            {
                DropSource(attribute, change.Name, 0);
            }
        }

        return remedy.ApplyTo(spec);
    }

    private void SetSource(AttributeSyntax attribute, AttributeSpec spec, string argument, Argument value)
    {
        if (value is ListArgument list)
        {
            SetItems(attribute, argument, spec[argument] is ListArgument old ? [.. old.Items] : [], [.. list.Items]);
            return;
        }

        int place = _sources.PlaceOf(attribute, argument);
        string key = place < 0 ? argument : Key(place);
        _ = value is EnumArgument member
            ? _repair.SetMember(attribute, key, member.Type, member.Name) : _repair.Set(attribute, key, Text(value));
    }

    /// <summary>The items that differ are written anew, if each stands for itself; a list may lose some, but can't grow.</summary>
    private void SetItems(AttributeSyntax attribute, string argument, Argument[] old, Argument[] items)
    {
        bool withoutFirst = old.Skip(1).SequenceEqual(items);
        _possible &= old.Length >= items.Length && items.Length > 0 && _sources.PlaceOf(attribute, argument, old.Length - 1) >= 0;
        for (int i = 0; _possible && i < items.Length && !withoutFirst; i++)
        {
            if (old[i] != items[i])
            {
                int place = _sources.PlaceOf(attribute, argument, i);
                _possible &= place >= 0;
                _repair.Set(attribute, Key(place), Text(items[i]));
            }
        }

        // From the end, so that places stay what they are.
        for (int i = old.Length - 1; _possible && i >= items.Length; i--)
        {
            DropSource(attribute, argument, withoutFirst ? 0 : i);
        }
    }

    private void DropSource(AttributeSyntax attribute, string argument, int item)
    {
        int place = _sources.PlaceOf(attribute, argument, item);
        _possible &= place >= 0;
        _repair.Drop(attribute, Key(place));
    }

    /// <summary>What stands there, to be written elsewhere on one line: comments would swallow what follows, or be lost.</summary>
    private string Written(SyntaxNode node)
    {
        _possible &= !node.WithoutLeadingTrivia().WithoutTrailingTrivia().DescendantTrivia(descendIntoTrivia: true)
            .Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));
        return node.ToString();
    }

    /// <summary>Not possible where somebody reads a layer of the kind by the number in its name, which would be another's.</summary>
    private void Renumbers(string kind) => _possible &= OpTable.Find(kind) is not { } op || !Names.IsNumbered(_before, op.Stem);

    private static string Text(Argument value) =>
        value is TextArgument text ? SymbolDisplay.FormatLiteral(text.Value, quote: true) : value.ToString();
}
