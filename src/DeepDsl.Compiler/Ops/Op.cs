using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>
/// A kind of layer: its arguments, its shape rule, its forward as a composition of primitives, and what its tests need. Gradients, both
/// backends, the documentation row and the test suites follow from this one file and the op's line in <see cref="OpTable"/>.
/// </summary>
public abstract class Op
{
    /// <summary>Name of the attribute without its suffix.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>One line for the op table of the documentation.</summary>
    public abstract string Summary { get; }

    /// <summary>Start of the names of unnamed layers: "conv" gives conv1, conv2.</summary>
    public virtual string Stem => char.ToLowerInvariant(Name[0]) + Name.Substring(1).TrimEnd('D').TrimEnd('1', '2', '3');

    /// <summary>The arguments, those of the constructor first and in its order; Name and From are common to all.</summary>
    public virtual IReadOnlyList<OpArgument> Arguments => [];

    /// <summary>The argument that names the values it reads besides the one above; null where it reads that alone.</summary>
    public virtual string? NamesArgument => null;

    /// <summary>
    /// The arguments that each name one more value it reads, in the order of its last inputs; an empty one names none.
    /// </summary>
    public virtual IReadOnlyList<string> ValueArguments => [];

    /// <summary>The argument that names a layer whose parameters it reads, as others do by Share; null where it has none of that kind.</summary>
    public virtual string? LenderArgument => null;

    /// <summary>The argument that names values it gives besides the one below; null where it gives that alone.</summary>
    public virtual string? GivesArgument => null;

    /// <summary>
    /// Whether it remembers the steps of the segment before. What its state arguments don't name it takes from the use of the block around it.
    /// </summary>
    public virtual bool KeepsMemory => false;

    /// <summary>What the elements of its inputs may be.</summary>
    public virtual InputElements Takes => InputElements.Floats;

    /// <summary>What the elements of the value may be that an argument names.</summary>
    public virtual InputElements TakesIn(string argument) => InputElements.Floats;

    public virtual OpRole Role => OpRole.Other;

    /// <summary>The argument that says how many channels it gives; null where it has none.</summary>
    public virtual string? WidthArgument => null;

    /// <summary>Whether what sums to 1 along the last dimension still does, if it keeps the channels; not among maxima or beside zeros.</summary>
    public virtual bool KeepsSums => true;

    /// <summary>Whether each output channel is joined to a part of the input's channels alone.</summary>
    public virtual bool IsGrouped(Layer layer) => Has("Groups") && layer.Int("Groups") > 1;

    /// <summary>Whether it has an argument of that name.</summary>
    public bool Has(string argument) => Arguments.Any(a => a.Name == argument);

    /// <summary>
    /// What a parameter or state is called in PyTorch, in the module of which the layer has the name.
    /// </summary>
    public virtual string TorchRole(Layer layer, string role) => role;

    /// <summary>What it does with the steps of padded sequences; called with inputs that <see cref="Infer"/> accepted.</summary>
    public virtual StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Mixes;

    /// <summary>
    /// What it makes of the number of steps of a sequence, the same for each; null where that is none of its own, or no such number.
    /// </summary>
    public virtual StepChange? ChangeOfSteps(Layer layer) => null;

    /// <summary>
    /// Why it can't have padded steps, and what would do, as the end of a sentence; null where it joins steps and nothing else is to be said.
    /// </summary>
    public virtual string? WhyMixed(Layer layer) => null;

    /// <summary>Whether a sample's result depends on the other samples of the batch.</summary>
    public virtual bool MixesSamples(Layer layer) => false;

    /// <summary>
    /// A use of the op as the user would write it: arguments of the constructor without their names, and nothing of names in files, or of
    /// whether it is there at all.
    /// </summary>
    public string Display(AttributeSpec spec)
    {
        HashSet<string> required = [.. Arguments.Where(a => a.Required).Select(a => a.Name)];
        IEnumerable<string> parts = spec.Arguments.Where(a => a.Name is not ("TorchName" or "WasNamed" or "When")).Select(a =>
            !required.Contains(a.Name) ? $"{a.Name} = {Text(a.Value)}"
            : a.Value is ListArgument list ? Items(list) : a.Value.ToString());
        string arguments = string.Join(", ", parts);
        return arguments.Length == 0 ? Name : $"{Name}({arguments})";
    }

    private static string Text(Argument value) => value is ListArgument list ? $"[{Items(list)}]" : value.ToString();

    private static string Items(ListArgument list) => Shown.List([.. list.Items.Select(i => i.ToString())]);

    /// <summary>The output shape of one sample; null after reporting why there is none.</summary>
    public abstract Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs);

    /// <summary>The forward computation on batched values; called with inputs that <see cref="Infer"/> accepted.</summary>
    public abstract Node Forward(LayerScope scope, IReadOnlyList<Node> inputs);

    /// <summary>Multiply-adds for one sample, for the layer table.</summary>
    public virtual long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output) => 0;

    /// <summary>The windows over the input along each spatial axis; null where the layer has none.</summary>
    public virtual ConvGeometry? Window(Layer layer, Shape input) => null;

    /// <summary>
    /// What an element of the output sees of the model's input, where one of the layer's input sees <paramref name="field"/>: by the
    /// windows, or the same where each position is computed by itself. Null where positions of the output are none of the input. Where
    /// the output has more or fewer axes than the field, it is everything.
    /// </summary>
    public virtual ReceptiveField? Sees(Layer layer, Shape input, ReceptiveField field) =>
        Window(layer, input) is { } windows ? field.Through(windows) : field;

    /// <summary>What every suite runs the op on: all-distinct dimensions, a size of one, a tail.</summary>
    public abstract IReadOnlyList<Example> Examples { get; }

    /// <summary>
    /// The same layer as a PyTorch expression, from which tests/reference/ops.py makes the independent values. It may name x (the input,
    /// channels last) or xs (all inputs), parameters and states by role, random (the noise drawn), training, the op's arguments in lower
    /// case, and the functions of that script. The Activation argument is applied to its result.
    /// </summary>
    public abstract string Reference { get; }
}

/// <summary>An op with one input.</summary>
public abstract class LayerOp : Op
{
    public sealed override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs) => Infer(layer, inputs[0]);

    public sealed override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs) => Forward(scope, inputs[0]);

    public sealed override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output) => Macs(layer, inputs[0], output);

    protected abstract Shape? Infer(Layer layer, Shape input);

    protected abstract Node Forward(LayerScope scope, Node x);

    protected virtual long Macs(Layer layer, Shape input, Shape output) => 0;
}
