using System.Collections.Immutable;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Print.Members;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>A call of a member of a sound model, with what it is given sorted by what it is for.</summary>
public sealed class ModelCall
{
    /// <summary>Key of the property that tells a fix what to write.</summary>
    public const string Suggestion = nameof(Suggestion);

    private static readonly HashSet<string> Names =
    [
        "Predict", "PredictBatch", "PredictProbabilities", "PredictLabel", "PredictLabels",
        "Forward", "TrainStep", "EvaluateLoss", "Fit", "Evaluate",
    ];

    /// <summary>Parameters that hold no values of samples.</summary>
    private static readonly HashSet<string> Others = ["options", "metrics"];

    private readonly IInvocationOperation _call;
    private readonly BuiltModel _built;
    private readonly Action<Diagnostic> _report;
    private readonly List<CallValue> _inputs = [];
    private readonly List<CallValue> _results = [];
    private readonly List<CallValue> _targets = [];

    private ModelCall(IInvocationOperation call, string title, BuiltModel built, Action<Diagnostic> report)
    {
        _call = call;
        _built = built;
        _report = report;
        Border = new ModelBorder(built);
        Title = $"{title}.{call.TargetMethod.Name}";
    }

    public ModelBorder Border { get; }

    /// <summary>How messages name it: "Net.Predict".</summary>
    public string Title { get; }

    public bool TakesOneSample => _call.TargetMethod.Name is "Predict" or "PredictLabel";

    public bool IsPredict => _call.TargetMethod.Name == "Predict";

    public IReadOnlyList<CallValue> Inputs => _inputs;

    /// <summary>Memory that receives outputs.</summary>
    public IReadOnlyList<CallValue> Results => _results;

    public IReadOnlyList<CallValue> Targets => _targets;

    public CallValue? SampleWeights { get; private set; }

    /// <summary>How many samples the inputs hold; null where that is not known.</summary>
    public long? Samples => TakesOneSample ? 1
        : _inputs.FirstOrDefault(i => i.Length is { } length && length > 0 && length % i.PerSample == 0) is { } known
            ? known.Length / known.PerSample : null;

    /// <summary>Null where it is no call of a member that takes samples, or one that is not understood in full.</summary>
    internal static ModelCall? Of(
        IInvocationOperation call, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (!IsMember(call.TargetMethod) || ModelType(call.Instance?.Type ?? call.TargetMethod.ContainingType) is not { } type
            || Declarations.Of(compilation).Model(type, compilation, cancellation) is not { } model
            || model.Problems(cancellation).Count > 0)
        {
            return null;
        }

        ModelCall result = new(call, type.Name, model.Built, report);
        if (result.Border.Symbols.Count > 0)
        {
            return null; // how long its values are is known at run time
        }

        return call.Arguments.All(a => a.ArgumentKind == ArgumentKind.DefaultValue || result.Take(a)) ? result : null;
    }

    /// <summary>Whether members of this name take samples.</summary>
    internal static bool TakesSamples(string name) => Names.Contains(name);

    /// <summary>Whether it is a member that takes samples.</summary>
    internal static bool IsMember(IMethodSymbol method) => TakesSamples(method.Name) && IsMemberOfModel(method);

    /// <summary>Whether it is the generator's, or one that all models inherit: a user may call members of their own the same.</summary>
    internal static bool IsMemberOfModel(IMethodSymbol method) => IsMemberOfNetwork(method)
        || (ModelType(method.ContainingType) is not null && method.DeclaringSyntaxReferences.Length == 1
            && method.DeclaringSyntaxReferences[0].SyntaxTree.FilePath.Contains(typeof(ModelGenerator).FullName!));

    internal static bool IsMemberOfNetwork(IMethodSymbol method) => IsNetwork(method.ContainingType);

    internal static bool IsOfLibrary(ITypeSymbol type) =>
        type.ContainingNamespace is { Name: "DeepDsl", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>The first number that an input of ints must not hold, and the one beyond it that stands for nothing.</summary>
    public (long Limit, int? Ignored) TokensOf(CallValue input)
    {
        Node node = NodeOf(input);
        return (TokenLimits.Of(_built.Inference, node), TokenLimits.IgnoreIndex(_built.Inference, node));
    }

    /// <summary>The loss that reads a target.</summary>
    public LossUse LossOf(CallValue target) => _built.Losses[target.Border!.Loss];

    /// <summary>The first layers that do more to an input than to move its values.</summary>
    public IReadOnlyList<LayerRow> FirstReadersOf(CallValue input)
    {
        Node node = NodeOf(input);
        Flow flow = new(_built.Inference);
        return [.. flow.Rows.Where(r => r.Reads.Contains(node)).SelectMany(r => First(flow, r))];
    }

    private static IEnumerable<LayerRow> First(Flow flow, LayerRow row) =>
        row.OnlyMoves() ? flow.Readers(row).SelectMany(r => First(flow, r)) : [row];

    private Node NodeOf(CallValue input) => _built.Inference.Inputs.First(i => i.Name == input.Border!.Name).Node;

    public void Report(DiagnosticDescriptor rule, Location location, string message, string suggestion = "")
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(Suggestion, suggestion);
        _report(Diagnostic.Create(rule, location, properties, message));
    }

    private bool Take(IArgumentOperation argument)
    {
        IParameterSymbol parameter = argument.Parameter!;
        string element = ElementOf(parameter.Type);
        if (Others.Contains(parameter.Name))
        {
            return true;
        }

        if (element.Length == 0)
        {
            return false; // tensors know their own shapes
        }

        if (parameter.Name == "sampleWeights")
        {
            SampleWeights = new CallValue(null, argument);
        }
        else if (parameter.Type is INamedTypeSymbol { Name: "Span" } && Named(Border.Outputs, parameter) is { } output)
        {
            _results.Add(new CallValue(output, argument));
        }
        else if (InputOf(parameter) is { } input)
        {
            _inputs.Add(new CallValue(input, argument));
        }
        else if (TargetOf(parameter, element) is { } target)
        {
            _targets.Add(new CallValue(target, argument));
        }
        else
        {
            return false;
        }

        return true;
    }

    private BorderValue? InputOf(IParameterSymbol parameter) => !IsNetwork(parameter.ContainingType) ? Named(Border.Inputs, parameter)
        : parameter.Ordinal == 0 ? Border.Inputs[0] : null;

    private BorderValue? TargetOf(IParameterSymbol parameter, string element)
    {
        IReadOnlyList<BorderValue> targets = element == "float" ? Border.Targets : Border.LabelTargets;
        return !IsNetwork(parameter.ContainingType) ? Named(targets, parameter) : targets.FirstOrDefault();
    }

    private static BorderValue? Named(IReadOnlyList<BorderValue> values, IParameterSymbol parameter) =>
        values.FirstOrDefault(v => v.Parameter.TrimStart('@') == parameter.Name);

    /// <summary>float, int or the enum of labels; empty for what is neither array nor span.</summary>
    private static string ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType.ToDisplayString(),
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments.Length: 1 } span => span.TypeArguments[0].ToDisplayString(),
        _ => "",
    };

    /// <summary>The class that derives from Network itself: a model, from which users may derive.</summary>
    internal static INamedTypeSymbol? ModelType(ITypeSymbol? type)
    {
        while (type is not null && !IsNetwork(type.BaseType))
        {
            type = type.BaseType;
        }

        return type as INamedTypeSymbol;
    }

    internal static bool IsNetwork(INamedTypeSymbol? type) => type is { Name: "Network", ContainingType: null }
        && type.ContainingNamespace is { Name: "DeepDsl", ContainingNamespace.IsGlobalNamespace: true };
}
