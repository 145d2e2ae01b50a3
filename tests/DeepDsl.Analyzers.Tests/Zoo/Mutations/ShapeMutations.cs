using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Ops.Pools;
using DeepDsl.Compiler.Ops.Shapes;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>Breaks after which shapes no longer fit.</summary>
internal static class ShapeMutations
{
    public static IEnumerable<MutationClass> All { get; } =
    [
        new("drop a Flatten", [RuleIds.WrongRank, RuleIds.ShareMismatch], DropFlatten),
        new("drop the pool of a convolutional classifier", [RuleIds.ImageLeft, RuleIds.NoSuchPositions], DropLastPool),
        new("pool until a window no longer fits", [RuleIds.NoWindowFits], PoolTooFar),
        new("a kernel bigger than the map", [RuleIds.NoWindowFits], KernelTooLarge),
        new("a padded kernel that sees only padding", [RuleIds.WindowsOfPadding], KernelOfPadding) { Compiles = true },
        new("a stride that loses rows", [RuleIds.RowsLostByConvolution, RuleIds.FewRowsLostByConvolution], StrideLosesRows) { Compiles = true },
        new("groups that do not divide", [RuleIds.GroupsDoNotDivide], Groups),
        new("a sum of unequal shapes", [RuleIds.MergeShapes, RuleIds.GroupsDoNotDivide], UnequalSum),
        new("a concatenation of unequal maps", [RuleIds.ConcatShapes], UnequalConcat),
        new("a reshape that changes the size", [RuleIds.ReshapeSize], Reshape),
        new("tokens without an embedding", [RuleIds.WrongType], DropEmbedding),
        new("channels first", [RuleIds.ChannelsFirst], ChannelsFirst),
    ];

    private static readonly string[] s_classifying = ["SoftmaxCrossEntropy", "CategoricalCrossEntropy", "SigmoidCrossEntropy", "BinaryCrossEntropy"];

    /// <summary>Of a sequence a classifier of every step is sound, so images alone.</summary>
    private static IEnumerable<(string, Edit)> DropFlatten(Specimen model)
    {
        foreach (Site site in model.Sites.Where(s => s.Op is Flatten && s.Row.Inputs[0].Rank >= 3))
        {
            LayerRow[] readers = [.. model.Flow.Downstream(site.Row, Breaks.IsNoiseOrMove).Where(r => r.Layer.Op is Dense)];
            if (readers.Length > 0 && s_classifying.Contains(model.LossKind))
            {
                // Of twins, the one that borrows weights has others than it needs, whichever lost its flatten.
                IEnumerable<Site> borrowers = model.Sites.Where(s => s.Op is Dense && s.Given("Share").Length > 0);
                yield return (site.At(), new Edit(model).Remove(site.Syntax)
                    .Mark(readers.Select(model.SiteOf).Concat(borrowers).SelectMany(s => s.Places)));
            }
        }
    }

    /// <summary>Of a classifier whose convolutions give the scores, which a global pool alone makes one answer.</summary>
    private static IEnumerable<(string, Edit)> DropLastPool(Specimen model)
    {
        foreach (Site site in model.Sites.Where(s => s.Op is GlobalAvgPool2D && s.Row.Sources[0] is not null))
        {
            LayerRow[] below = [.. model.Flow.Downstream(site.Row, r => !r.HasWeights())];
            if (model.LossKind == "SoftmaxCrossEntropy" && model.OnlyLoss is not null && below.All(r => !r.HasWeights())
                && !model.Sites.Any(s => s.Op is Concat or Add))
            {
                yield return (site.At(), new Edit(model).Remove(site.Syntax).Mark(model.SiteOf(site.Row.Sources[0]!)));
            }
        }
    }

    private static IEnumerable<(string, Edit)> PoolTooFar(Specimen model)
    {
        foreach (Site site in model.Sites.Where(
            s => s.IsWindow() && s.IsPlain() && !s.IsTransposed() && s.HasConstantLength() && s.Kernel() > 1 && s.Length() >= s.Kernel()))
        {
            int rank = site.Window().Rank;
            int pool = (site.Length() / site.Kernel()) + 1;
            string wire = site.Given("From");
            if (site.Length() / pool >= 1 && rank <= 3)
            {
                string from = wire.Length > 0 ? $", From = \"{wire}\"" : "";
                Edit edit = new Edit(model).Before(site.Syntax, $"MaxPool{rank}D({pool}{from})");
                yield return (site.At(), edit.Drop(site.Syntax, "From").Mark(site));
            }
        }
    }

    private static IEnumerable<(string, Edit)> KernelTooLarge(Specimen model) =>
        from site in model.Sites
        where site.IsWindow() && site.IsPlain() && !site.IsTransposed()
        let edit = new Edit(model).Set(site.Syntax, "Kernel", $"{site.Length() + 1}", site.Op.Name.Contains("Pool") ? 0 : -1)
        select (site.At(), edit.Mark(site));

    private static IEnumerable<(string, Edit)> KernelOfPadding(Specimen model) =>
        from site in model.Sites
        where site.IsWindow() && site.IsConvolution() && site.Row.Layer.Enum("Padding") == "Same" && site.HasConstantLength() && site.Length() <= 16
        where site.Rows.All(r => r.Inputs[0][0].Value == site.Length()) && !site.Row.Layer.Has("KernelH") && !site.Row.Layer.Has("KernelW")
        select (site.At(), new Edit(model).Set(site.Syntax, "Kernel", $"{(2 * site.Length()) + 1}").Mark(site));

    private static IEnumerable<(string, Edit)> StrideLosesRows(Specimen model) =>
        from site in model.Sites
        where site.IsWindow() && site.IsPlain() && site.IsConvolution() && site.HasConstantLength() && site.Kernel() > 1
        let stride = Enumerable.Range(2, site.Kernel() - 1).FirstOrDefault(s => (site.Length() - site.Kernel()) % s != 0)
        where stride > 0
        select (site.At(), new Edit(model).Set(site.Syntax, "Stride", $"{stride}").Mark(site));

    private static IEnumerable<(string, Edit)> Groups(Specimen model) =>
        from site in model.Sites
        where site.IsConvolution() && site.Op.Arguments.Any(a => a.Name == "Groups") && site.Row.Inputs[0].Channels.Value > 1
        let groups = Enumerable.Range(2, 64).First(g => site.Row.Inputs[0].Channels.Value % g != 0)
        select (site.At(), new Edit(model).Set(site.Syntax, "Groups", $"{groups}").Mark(site));

    /// <summary>One unit more in a layer that a sum reads through what keeps its width.</summary>
    private static IEnumerable<(string, Edit)> UnequalSum(Specimen model)
    {
        foreach (Site sum in model.Sites.Where(s => s.Op is Add or Subtract or Average or Maximum))
        {
            LayerRow? source = Weights(sum.Row.Sources[0]);
            if (source is not null && source.Width() > 1 && source.Path.Count == sum.Row.Path.Count && model.SiteOf(source) is var site)
            {
                yield return ($"{site.At()} before {sum.Syntax}", Wider(model, site).Mark(sum).Mark(site));
            }
        }
    }

    private static LayerRow? Weights(LayerRow? row) => row is null || row.HasWeights() ? row
        : Breaks.IsThin(row) && row.Layer.Op is not (Permute or DeepDsl.Compiler.Ops.Shapes.Reshape) ? Weights(row.Sources[0]) : null;

    private static Edit Wider(Specimen model, Site site)
    {
        string width = site.Syntax.ArgumentList!.Arguments[0].ToString();
        return new Edit(model).Set(site.Syntax, site.Op is Dense ? "Units" : "Filters", $"{width} + 1", 0);
    }

    private static IEnumerable<(string, Edit)> UnequalConcat(Specimen model)
    {
        foreach (Site concat in model.Sites.Where(s => s.Op is Concat && s.Row.Inputs[0].Rank >= 2))
        {
            foreach (LayerRow row in concat.Row.Sources.OfType<LayerRow>().Where(r => r.HasWeights() && model.Flow.Readers(r).Count == 1))
            {
                Site site = model.SiteOf(row);
                if (site.IsConvolution() && row.Path.Count == concat.Row.Path.Count)
                {
                    Edit edit = new Edit(model).Set(site.Syntax, "Stride", "2");
                    yield return ($"{site.At()} before {concat.Syntax}", edit.Mark(concat).Mark(site));
                }
            }
        }
    }

    private static IEnumerable<(string, Edit)> Reshape(Specimen model) =>
        from site in model.Sites
        where site.Op is DeepDsl.Compiler.Ops.Shapes.Reshape
        let first = site.Syntax.ArgumentList!.Arguments[0].ToString()
        select (site.At(), new Edit(model).Set(site.Syntax, "Shape", $"{first} + 1", 0).Mark(site));

    private static IEnumerable<(string, Edit)> DropEmbedding(Specimen model) =>
        from site in model.Sites
        where site.Op is Embedding && site.Given("Name").Length == 0 && site.Given("From").Length == 0
        let readers = model.Flow.Readers(site.Row).SelectMany(r => model.SiteOf(r).Places)
        select (site.At(), new Edit(model).Remove(site.Syntax).Mark(readers));

    private static IEnumerable<(string, Edit)> ChannelsFirst(Specimen model) =>
        from input in model.Attributes.Where(a => a.Name.ToString() == "Input")
        let shape = input.ArgumentList!.Arguments
        where shape.Where(a => a.NameEquals is null).Select(a => a.ToString()).ToArray() is [var h, var w, "1" or "3"] && h == w
        let edit = new Edit(model).Set(input, "", shape[2].ToString(), 0).Set(input, "", shape[0].ToString(), 2)
        select (input.ToString(), edit.Mark(input));
}
