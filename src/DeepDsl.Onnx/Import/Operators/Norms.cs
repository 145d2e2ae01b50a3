namespace DeepDsl.Onnx;

/// <summary>Norms, those too that a file writes as means and roots.</summary>
internal static class Norms
{
    public static void Batch(ImportScope s, OnnxNode node)
    {
        if (node.Long("training_mode", 0) != 0 || (node.Outputs.Count > 1 && node.Outputs.Skip(1).Any(o => s.Readers(o) > 0)))
        {
            throw new NoCounterpartException("normalizes by the batch it is given, as in training; export the model as it predicts");
        }

        ImportedValue x = s.Value(node, 0);
        if (x.Rank < 2 || x.View[1].Any(p => p.IsBatch) || node.Inputs.Count < 5)
        {
            throw new InvalidDataException("it normalizes channels that its value does not have.");
        }

        x = Layouts.StoreLast(s, x, x.View[1]);
        ImportedLayer layer = new("BatchNorm", x.Layer);
        Eps(layer, node.Real("epsilon", 1e-5), 1e-5);
        string[] roles = ["weight", "bias", "running_mean", "running_var"];
        for (int i = 0; i < roles.Length; i++)
        {
            layer.Weighted(roles[i], OfChannels(s.Known(node, i + 1, roles[i]).Whole(s.Budget), AxisPart.SizeOf(x.View[1])));
        }

        layer.Wish = Names.OfWeight(s.Known(node, 1, "weight").Name, node.Name);
        s.Set(node.Outputs[0], x.GivenBy(s.Add(layer)) with { IsChannelsFirst = x.Rank > 2 });
    }

    public static void Layer(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Value(node, 0);
        int first = NodeAttributes.Axis(node.Long("axis", -1), x.Rank);
        ImportedValue y = Standardized(
            s, x, [.. Enumerable.Range(first, x.Rank - first)], node.Real("epsilon", 1e-5), isRms: node.Operator == "RMSNormalization");
        ImportedLayer layer = s.Layers[y.Layer];
        layer.Wish = Names.OfWeight(s.Constant(node, 1)?.Name ?? "", node.Name);
        s.Set(node.Outputs[0], Affine(s, y, Given(s, node, 1), Given(s, node, 2)));
    }

    public static void Instance(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Value(node, 0);
        if (x.Rank < 3)
        {
            throw new InvalidDataException("it normalizes places that its value does not have.");
        }

        ImportedValue y = Standardized(s, x, [.. Enumerable.Range(2, x.Rank - 2)], node.Real("epsilon", 1e-5), isRms: false);
        s.Set(node.Outputs[0], Affine(s, y, OverPlaces(s, node, 1, x.Rank), OverPlaces(s, node, 2, x.Rank)));
    }

    public static void Group(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Value(node, 0);
        long groups = node.Long("num_groups", 1);
        if (x.Rank < 2 || groups < 1 || x.Shape[1] % groups != 0)
        {
            throw new InvalidDataException("its groups do not divide the channels.");
        }

        long[] apart = [x.Shape[0], groups, x.Shape[1] / groups, .. x.Shape[2..]];
        ImportedValue split = x.Reshaped(apart) ?? throw new NoCounterpartException("has groups of channels that are not neighbours");
        ImportedValue y = Standardized(s, split, [.. Enumerable.Range(2, x.Rank - 1)], node.Real("epsilon", 1e-5), isRms: false);
        bool areOfGroups = s.Opset < 21 && s.Constant(node, 1)?.Count == groups && groups != x.Shape[1];
        if (areOfGroups)
        {
            y = Affine(s, y, OverPlaces(s, node, 1, x.Rank + 1), OverPlaces(s, node, 2, x.Rank + 1));
        }

        ImportedValue whole = y.Reshaped(x.Shape)!;
        s.Set(node.Outputs[0], areOfGroups ? whole : Affine(s, whole, OverPlaces(s, node, 1, x.Rank), OverPlaces(s, node, 2, x.Rank)));
    }

    /// <summary>What a file wrote as a mean, a difference, a variance and a root.</summary>
    public static void Standardize(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Value(node, 0);
        int[] axes = [.. node.Longs("axes")!.Select(a => NodeAttributes.Axis(a, x.Rank))];
        s.Set(node.Outputs[0], Standardized(s, x, axes, node.Real("epsilon", 0), node.Long("rms", 0) != 0));
    }

    private static ImportedValue Standardized(ImportScope s, ImportedValue x, int[] axes, double eps, bool isRms)
    {
        AxisPart[] over = [.. axes.SelectMany(a => x.View[a])];
        if (over.Length == 0 || over.Any(p => p.IsBatch))
        {
            throw new NoCounterpartException("normalizes along the batch, or along nothing");
        }

        AxisPart[][] stored = x.Stored;
        int last = stored.Reverse().TakeWhile(axis => axis.Length > 0 && axis.All(over.Contains)).Count();
        AxisPart[] channels = stored[^1];
        int own = channels.TakeWhile(p => !over.Contains(p)).Count();
        bool isOfPlaces = !isRms && own > 0 && channels.Skip(own).All(over.Contains)
            && stored.SkipLast(1).All(axis => axis.All(over.Contains));
        ImportedLayer layer;
        if (!isOfPlaces && (stored[^last..].Sum(axis => axis.Length) != over.Length || (isRms && last > 1)))
        {
            x = Layouts.StoreLast(s, x, over);
            last = 1;
        }

        if (isOfPlaces)
        {
            bool isOfEach = own == channels.Length;
            layer = new ImportedLayer(isOfEach ? "InstanceNorm" : "GroupNorm", x.Layer);
            layer = isOfEach ? layer : layer.With("Groups", AxisPart.SizeOf(channels[..own]));
        }
        else
        {
            layer = new ImportedLayer(isRms ? "RMSNorm" : "LayerNorm", x.Layer);
            layer = last > 1 ? layer.With("Axes", last) : layer;
        }

        Eps(layer, eps, isRms ? 1.1920928955078125e-7 : 1e-5);
        layer.With("Affine", false);
        return x.GivenBy(s.Add(layer));
    }

    private static ImportedValue Affine(ImportScope s, ImportedValue y, Constant? weight, Constant? bias)
    {
        ImportedValue scaled = weight is null || IsAll(weight, 1) ? y : Elementwise.WithConstant(s, "Mul", y, weight, isValueFirst: true);
        return bias is null || IsAll(bias, 0) ? scaled : Elementwise.WithConstant(s, "Add", scaled, bias, isValueFirst: true);
    }

    private static bool IsAll(Constant constant, double value) => Enumerable.Range(0, constant.Count).All(i => constant.At(i) == value);

    /// <summary>Scale or bias, which a node may lack, but not compute.</summary>
    private static Constant? Given(ImportScope s, OnnxNode node, int input) =>
        s.Has(node, input) ? s.Known(node, input, input == 1 ? "scale" : "bias") : null;

    /// <summary>Numbers of channels as they broadcast over places behind them.</summary>
    private static Constant? OverPlaces(ImportScope s, OnnxNode node, int input, int rank) =>
        Given(s, node, input) is not { } constant ? null
        : constant.Reshaped([constant.Shape.Aggregate(1L, (n, d) => n * d), .. Enumerable.Repeat(1L, rank - 2)], s.Budget);

    private static LayerWeight OfChannels(Constant constant, long channels) => constant.Count == channels
        ? new LayerWeight([constant.Count], constant.ToFloats())
        : throw new InvalidDataException($"it has {constant.Count} numbers for {channels} channels.");

    private static void Eps(ImportedLayer layer, double eps, double standard)
    {
        double shown = Activations.Shown(eps);
        if (Math.Abs(shown - standard) > 1e-6 * standard)
        {
            layer.With("Eps", shown);
        }
    }
}
