using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Pools;
using DeepDsl.Compiler.Spec.Foreign;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Foreign;

/// <summary>An attribute as it is written here, as far as that is clear.</summary>
internal sealed class Translation
{
    private readonly ForeignLayer? _layer;
    private readonly AttributeArguments _target;
    private readonly ForeignValues _values;
    private readonly SemanticModel _model;
    private readonly List<(string Name, string Text)> _arguments = [];
    private readonly List<string> _inferred = [];
    private readonly List<string> _unknown = [];
    private bool _isClear = true;

    private Translation(INamedTypeSymbol type, ForeignLayer? layer, SemanticModel model, int position)
    {
        _layer = layer;
        _model = model;
        _target = new AttributeArguments(type);
        _values = new ForeignValues(model, position);
    }

    /// <summary>The first part of an attribute of ours that C# rejects; null for none.</summary>
    public SyntaxNode? Foreign { get; private set; }

    /// <summary>What is wrong with that part.</summary>
    public string Fact { get; private set; } = "";

    /// <summary>The attribute without brackets; empty where something of it has no form here that is clear.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What to do, as sentences behind another.</summary>
    public string Advice => (Text.Length > 0 ? $" Write [{Text}]." : "")
        + (_inferred.Count > 0 ? $" Without {Listed(_inferred)}: what it reads is inferred." : "")
        + (_unknown.Count > 0 ? $" Nothing here is called {Listed(_unknown)}." : "");

    /// <param name="attribute">As it stands.</param>
    /// <param name="type">The attribute that is meant.</param>
    /// <param name="layer">Whose name it bears elsewhere; null for none.</param>
    /// <param name="model">Of its file.</param>
    public static Translation Of(AttributeSyntax attribute, INamedTypeSymbol type, ForeignLayer? layer, SemanticModel model)
    {
        Translation result = new(type, layer, model, attribute.SpanStart);
        bool isRenamed = ForeignAttributes.NameOf(attribute) != result._target.Name;
        result.Read([.. attribute.ArgumentList?.Arguments ?? []], isRenamed);
        if (result._isClear)
        {
            result.Text = result._target.Write(result._arguments, isRenamed && layer is not null ? layer.Given : "") ?? "";
        }

        return result;
    }

    private void Read(AttributeArgumentSyntax[] arguments, bool isRenamed)
    {
        AttributeArgumentSyntax[] placed = [.. arguments.TakeWhile(a => a.NameEquals is null && a.NameColon is null)];
        string[] names = !isRenamed || _layer is null ? _target.Positional
            : NamesOf(_layer, placed.Length, arguments.Skip(placed.Length).Select(NameOf));
        for (int i = 0; i < placed.Length; i++)
        {
            if (i < names.Length)
            {
                Add(placed[i], names[i], isNew: false);
            }
            else if (_target.TakesList)
            {
                Add(placed[i], _target.Positional.LastOrDefault() ?? "", isNew: false);
            }
            else if (_target.Name == "Dense" && placed.Length == 2 && IsLiteral(placed[0]) && !IsNumber(placed[i]))
            {
                Mark(placed[i], "Dense takes Units by place and all else by name"); // in Keras the activation comes second
                Add(placed[i], "Activation", isNew: false);
            }
            else if (_target.Name == "Dense" && placed.Length == 2)
            {
                _arguments.Clear(); // in PyTorch the units come second
                Mark(placed[i], "Dense takes its units alone, and what it reads is inferred");
                Add(placed[i], "Units", isNew: false);
            }
            else
            {
                Mark(placed[i], $"{_target.Name} takes {Listed(_target.Positional)} by place and all else by name");
                if (i == names.Length && i == placed.Length - 1 && Next(placed[i].Expression) is { } next)
                {
                    Add(placed[i], next, isNew: false);
                }
                else
                {
                    _isClear = false;
                }
            }
        }

        foreach (AttributeArgumentSyntax argument in arguments.Skip(placed.Length))
        {
            string name = NameOf(argument);
            Add(argument, name, isNew: !_target.Takes(name, argument.NameColon is not null));
        }
    }

    /// <summary>
    /// What one more argument by place means in every library: the kernel, the stride of a pool, the one number of an activation, and the
    /// optimizer of training.
    /// </summary>
    private string? Next(ExpressionSyntax value) => OpTable.Find(_target.Name) switch
    {
        ActivationOp { Arguments: { Count: 1 } only } => only[0].Type == ArgumentType.Real && Number(value) is not null ? only[0].Name : null,
        { } op when value is TupleExpressionSyntax || Number(value) is int =>
            op.Has("Kernel") && !_target.Positional.Contains("Kernel") ? "Kernel"
                : op is Pooling && _target.Positional.SequenceEqual(["Kernel"]) ? "Stride" : null,
        null when _target.Name == "Train" && Number(value) is null => "Optimizer",
        _ => null,
    };

    private bool IsNumber(AttributeArgumentSyntax argument) =>
        IsLiteral(argument) || _model.GetTypeInfo(argument.Expression).Type is { SpecialType: SpecialType.System_Int32 };

    private static bool IsLiteral(AttributeArgumentSyntax argument) => Number(argument.Expression) is not null;

    private static object? Number(ExpressionSyntax value) =>
        value is LiteralExpressionSyntax { Token.Value: int or double or float } literal ? literal.Token.Value : null;

    /// <summary>Who gives fewer arguments than the other library demands has left out what is inferred.</summary>
    private static string[] NamesOf(ForeignLayer layer, int placed, IEnumerable<string> named)
    {
        HashSet<string> required = [.. layer.Parameters.Take(layer.Required).Select(ForeignNames.Plain)];
        return placed + named.Count(n => required.Contains(ForeignNames.Plain(n))) >= layer.Required ? layer.Parameters
            : [.. layer.Parameters.SkipWhile(p => AttributeArguments.Ours(p, layer.Ours) is "")];
    }

    private static string NameOf(AttributeArgumentSyntax argument) =>
        argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText ?? "";

    private void Add(AttributeArgumentSyntax argument, string name, bool isNew)
    {
        string? ours = _target.Find(name);
        if (isNew && ours is not null) // of a name that nobody has, C# says all there is to say
        {
            Mark((SyntaxNode?)argument.NameColon?.Name ?? (SyntaxNode?)argument.NameEquals?.Name ?? argument, ours.Length > 0
                ? $"{_target.Name} has no argument {name}, which is called {ours} here" : $"{_target.Name} has no argument {name}");
        }

        if (ours is null)
        {
            _unknown.Add(name);
            _isClear = false;
        }
        else if (ours.Length == 0)
        {
            _inferred.Add(name);
        }
        else if (_values.Read(argument.Expression, ours, _target.TypeOf(ours)) is { } value)
        {
            _arguments.AddRange(value.Arguments.Select(a => a.Name == "Momentum" && IsKerasNorm ? (a.Name, $"1 - {a.Text}") : a));
            if (value.Fact.Length > 0)
            {
                Mark(argument.Expression, value.Fact);
            }

            _isClear &= value.IsClear;
        }
    }

    /// <summary>There momentum is the share of the old mean, here and in PyTorch that of the new one.</summary>
    private bool IsKerasNorm => _layer is { Library: "Keras", Ours: "BatchNorm" };

    private void Mark(SyntaxNode place, string fact)
    {
        if (Foreign is null)
        {
            (Foreign, Fact) = (place, fact);
        }
    }

    private static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "nothing" : string.Join(" and ", names);
}
