using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Losses;

/// <summary>One [Loss] of a model, on one output.</summary>
public sealed class LossUse(
    LossFunction function, LossSpec spec, int output, Shape outputShape, ProblemReport report)
{
    public LossFunction Function { get; } = function;

    /// <summary>What the declaration says.</summary>
    public LossSpec Spec { get; } = spec;

    /// <summary>Index of the output it reads.</summary>
    public int Output { get; } = output;

    /// <summary>Shape of one sample of that output.</summary>
    public Shape OutputShape { get; } = outputShape;

    /// <summary>Its share in the trained sum.</summary>
    public double Weight => Spec.Weight;

    /// <summary>Shape of one sample of float targets; null where it takes no target.</summary>
    public Shape? TargetShape => Function.TakesTargets ? OutputShape : null;

    /// <summary>Shape of one sample of int targets; null where it takes none.</summary>
    public Shape? LabelShape => Function.TakesLabels ? Function.LabelShape(this) : null;

    /// <summary>Whether it takes floats of <see cref="TargetShape"/>.</summary>
    public bool TakesFloats => Function.TakesFloats(this);

    /// <summary>How long the sequences are that it reads, of which padding counts nothing; null where all steps are their own.</summary>
    public StepLengths? Lengths { get; init; }

    /// <summary>The enum of [Labels], of three or more: a sample is one of its members. Null where none says so, or two answer yes or no.</summary>
    public LabelsSpec? ExclusiveLabels => Declared is { Members.Count: > 2 } labels ? labels : null;

    /// <summary>The enum of [Labels] where its members are the classes of this loss; null where none is.</summary>
    public LabelsSpec? Labels => LabelShape is not null && Declared is { } labels && labels.Members.Count == Classes ? labels : null;

    /// <summary>The enum of the model's [Labels]; null where it has none.</summary>
    public LabelsSpec? Declared { get; init; }

    /// <summary>The label of positions that count nothing; null for none.</summary>
    public int? IgnoreIndex => Function.IgnoreIndex(this);

    /// <summary>The classes that training computes in place of all; null for all.</summary>
    public ClassSampling? Sampling => Function.Sampling(this);

    /// <summary>What sequences of labels may hold; null where a label is that of one position of the output.</summary>
    public LabelSequences? Sequences => Function.Sequences(this);

    /// <summary>Int targets are in [0, Classes): a single output value tells two classes apart.</summary>
    public int Classes => OutputShape.Channels.IsOne ? 2 : OutputShape.Channels.Value;

    public LossReads Reads => Function.Reads(this);

    /// <summary>Whether a single value means yes above 0; of probabilities it does above a half.</summary>
    public bool IsOnScores => Reads is LossReads.Logits or LossReads.Scores;

    /// <summary>As the user would write it.</summary>
    public string Title
    {
        get
        {
            IEnumerable<string> parts = Spec.Attribute.Arguments.Select(a =>
                a.Name is LossSpec.KindName or LossSpec.FunctionName ? a.Value.ToString() : a.ToString());
            return $"Loss({string.Join(", ", parts)})";
        }
    }

    public double Real(string name) => Spec.Attribute.Number(name) ?? Convert.ToDouble(Standard(name));

    public int Int(string name) => (int)Real(name);

    public bool Bool(string name) => Spec.Attribute[name] is BoolArgument b ? b.Value : (bool)Standard(name);

    public IReadOnlyList<double> Reals(string name) =>
        Spec.Attribute[name] is ListArgument l ? [.. l.Items.OfType<NumberArgument>().Select(n => n.Value)] : [];

    /// <summary>The weights of the classes along the last dimension; null where none are given.</summary>
    public Node? ClassWeights(Graph graph) =>
        Reals("ClassWeights") is { Count: > 0 } weights ? graph.Constant(new Shape(weights.Count), [.. weights]) : null;

    /// <summary>1 at the class that a label [.., 1] names and 0 at others; 0 or 1 itself where one value tells two classes apart.</summary>
    public Node OneHot(Node label)
    {
        Graph g = label.Graph;
        return OutputShape.Channels.IsOne
            ? g.Map(l => l, label)
            : g.Map((l, c) => Exprs.Binary(BinaryOp.Equal, l, c), label, ClassNumbers(g));
    }

    /// <summary>
    /// The element along the last dimension that a label [.., 1] names: a sum in which the others are 0, so that labels beyond the classes
    /// give 0 too.
    /// </summary>
    public Node OfLabel(Node x, Node label)
    {
        Graph g = x.Graph;
        return g.Sum(g.Map((v, l, c) => Exprs.Select(Exprs.Binary(BinaryOp.Equal, l, c), v, 0), x, label, ClassNumbers(g)), -1);
    }

    private Node ClassNumbers(Graph g) => g.Constant(new Shape(Classes), [.. Enumerable.Range(0, Classes).Select(c => (double)c)]);

    /// <summary>Reports a mistake at an argument, or at the whole attribute where that is empty. The title begins the message.</summary>
    public void Report(ProblemKind kind, string message, string argument = "", params Remedy[] remedies) =>
        report(kind, $"{Title} {message}", argument, remedies);

    private object Standard(string name) => Function.Arguments.FirstOrDefault(a => a.Name == name)?.Default
        ?? throw new InvalidOperationException($"{Function.Name} has no argument {name} with a default.");
}
